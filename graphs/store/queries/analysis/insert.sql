insert into analysis values ($kind, $name, $version, $seed, $document)
