delete from analysis where kind = $kind and name = $subject
