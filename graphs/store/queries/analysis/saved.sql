select document from analysis where kind = $kind order by name
