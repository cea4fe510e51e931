insert into followed (identity, target, "cursor") values ($identity, $target, $cursor)
