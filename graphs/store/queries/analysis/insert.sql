insert into analysis values ($kind, $subject, $version, $seed, $document)
