insert into short_link (canonical, target, page, domain, article, hops, reason, "at")
values ($canonical, $target, $page, $domain, $article, $hops, $reason, $at)
