"use strict";
"use strict";
(() => {
  // src/dom.ts
  var SVG = "http://www.w3.org/2000/svg";
  function h(tag, attributes = {}, ...children) {
    return dress(document.createElement(tag), attributes, children);
  }
  function s(tag, attributes = {}, ...children) {
    return dress(document.createElementNS(SVG, tag), attributes, children);
  }
  function replace(parent, ...children) {
    parent.replaceChildren(...children.filter(present).map(node));
  }
  function link(address, text2) {
    const url = web(address);
    if (!url) return foreign(text2);
    return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, foreign(text2));
  }
  function web(address) {
    let url;
    try {
      url = new URL(address);
    } catch {
      return null;
    }
    return (url.protocol === "http:" || url.protocol === "https:") && url.hostname ? url.href : null;
  }
  function foreign(text2, name) {
    return h("bdi", { dir: "auto", class: name }, clean(text2));
  }
  function clean(text2) {
    return text2.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "�");
  }
  function oneLine(text2, most2 = 40) {
    const plain2 = clean(text2).replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim();
    const letters = Array.from(plain2);
    return letters.length > most2 ? letters.slice(0, most2 - 1).join("") + "…" : plain2;
  }
  function dress(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
      if (typeof value === "function") element.addEventListener(name, value);
      else if (value === true) element.setAttribute(name, "");
      else if (value !== false && value !== null && value !== void 0) element.setAttribute(name, String(value));
    }
    element.append(...children.filter(present).map(node));
    return element;
  }
  function present(child) {
    return child !== null && child !== void 0 && child !== false;
  }
  function node(child) {
    return child instanceof Node ? child : document.createTextNode(String(child));
  }

  // src/scene.ts
  var ARRAYS = {
    f8: Float64Array,
    f4: Float32Array,
    u4: Uint32Array,
    u2: Uint16Array,
    u1: Uint8Array
  };
  var Model = class {
    constructor(scene, geometry) {
      this.arrays = /* @__PURE__ */ new Map();
      this.scene = scene;
      for (const { name, type, offset, length } of scene.columns) {
        this.arrays.set(name, new ARRAYS[type](geometry, offset, length));
      }
      this.posts = scene.posts.id.length;
      this.links = this.column("link.parent").length;
      this.nodes = this.column("node.actor").length;
      this.edges = this.column("edge.source").length;
      this.into = index(this.posts, [this.column("link.child")]);
      this.outOf = index(this.posts, [this.column("link.parent")]);
      this.ties = index(this.nodes, [this.column("edge.source"), this.column("edge.target")]);
      this.nodeOf = new Map(Array.from(this.column("node.actor"), (actor2, node2) => [actor2, node2]));
      this.postOf = new Map(scene.posts.id.map((id, post2) => [id, post2]));
    }
    column(name) {
      return this.arrays.get(name) ?? new Float32Array(0);
    }
    has(name) {
      return this.column(name).length > 0;
    }
    // The middle of a post's interval: where its mark stands.
    middle(post2) {
      return (this.column("post.lo")[post2] + this.column("post.hi")[post2]) / 2;
    }
    actorOf(post2) {
      return this.column("post.actor")[post2];
    }
    laneOf(post2) {
      return this.column("actor.lane")[this.actorOf(post2)];
    }
    kind(post2) {
      return this.scene.kinds[this.column("post.kind")[post2]];
    }
    label(actor2) {
      return this.scene.actors.label[actor2] || this.scene.actors.id[actor2];
    }
    get range() {
      const range = this.column("histogram.range");
      return range.length === 2 ? [range[0], range[1]] : [0, 1];
    }
    // The best documented way back: from each post to its surest parent, until none is left.
    upstream(post2) {
      const evidence = this.column("link.evidence");
      const probability = this.column("link.probability");
      const parent = this.column("link.parent");
      const seen = /* @__PURE__ */ new Set([post2]);
      const chain2 = [];
      for (let at = post2; ; ) {
        let best = -1;
        for (const link3 of around(this.into, at)) {
          if (seen.has(parent[link3])) continue;
          const better = best < 0 || evidence[link3] < evidence[best] || evidence[link3] === evidence[best] && probability[link3] > probability[best];
          if (better) best = link3;
        }
        if (best < 0) return chain2;
        chain2.push(best);
        at = parent[best];
        seen.add(at);
      }
    }
  };
  function index(size, ends2) {
    const start2 = new Uint32Array(size + 1);
    for (const end2 of ends2) for (let i = 0; i < end2.length; i++) start2[end2[i] + 1]++;
    for (let i = 0; i < size; i++) start2[i + 1] += start2[i];
    const at = start2.slice(0, size);
    const items = new Uint32Array(start2[size] ?? 0);
    for (const end2 of ends2) for (let i = 0; i < end2.length; i++) items[at[end2[i]]++] = i;
    return { start: start2, items };
  }
  function around(found, item) {
    return found.items.subarray(found.start[item], found.start[item + 1]);
  }
  function documented(evidence) {
    return evidence === "reference" || evidence === "citation" || evidence === "attribution";
  }
  function most(values) {
    let found = 1;
    for (let i = 0; i < values.length; i++) found = Math.max(found, values[i]);
    return found;
  }

  // src/lang/en.json
  var en_default = {
    lanes: "Lanes",
    network: "Network",
    flows: "Flows",
    table: "Table",
    views: "Views",
    theme: "Light or dark",
    language: "Language",
    search: "Search posts, outlets…",
    searchLabel: "Search posts and actors",
    found: "{n} found",
    foundNone: "Nothing found",
    "level.link": "link level",
    "level.words": "words level",
    "level.claim": "claim level",
    "level.case": "whole case",
    "posts.one": "{n} post",
    "posts.other": "{n} posts",
    "actors.one": "{n} actor",
    "actors.other": "{n} actors",
    "links.one": "{n} link",
    "links.other": "{n} links",
    "ties.one": "{n} tie",
    "ties.other": "{n} ties",
    "languages.one": "{n} language",
    "languages.other": "{n} languages",
    "each.minute": "minute",
    "each.hour": "hour",
    "each.day": "day",
    "minute.one": "{n} minute",
    "minute.other": "{n} minutes",
    "hour.one": "{n} hour",
    "hour.other": "{n} hours",
    "day.one": "{n} day",
    "day.other": "{n} days",
    reference: "reposts",
    citation: "cites",
    attribution: "names as source",
    copy: "copies",
    fact: "shares rare facts",
    claim: "same claim",
    timing: "timing only",
    coshare: "shares the same things",
    "count.reference": "Reposts, quotes, replies",
    "count.citation": "Citations",
    "count.attribution": "Named as source",
    "count.copy": "Copied wording",
    "count.fact": "Shared facts",
    "count.claim": "Same claim",
    "count.timing": "Timing only (never counted)",
    "count.coshare": "The same things shared",
    "did.reference": "reposted or quoted",
    "did.citation": "cited",
    "did.attribution": "named as source",
    "did.copy": "copied wording",
    "did.fact": "shared a rare fact",
    "did.claim": "made the same claim",
    "did.coshare": "shared the same things",
    "did.timing": "came later (timing only)",
    "kind.article": "article",
    "kind.post": "post",
    "kind.repost": "repost",
    "kind.quote": "quote",
    "kind.reply": "reply",
    "kind.comment": "comment",
    "kind.unseen": "cited, not collected",
    "kind.crowd": "people together",
    interval: "time known to an interval",
    size: "size",
    "size.reposts": "reposts",
    "size.views": "views",
    "size.links": "links",
    shown: "Shown {n} of {of} {what}: {rule}.",
    shownAll: "All {n} posts are shown.",
    left: "{n} of {of} {what} left out: {rule}.",
    "what.posts": "posts",
    "what.actors": "actors",
    "what.links": "links",
    crowds: "People are shown only together, ten or more at a time.",
    arrows: "Lines run from earlier to later; a dashed line is inferred from timing alone.",
    times: "Times are UTC.",
    rows: "The height inside a lane means nothing.",
    distance: "Nodes stand in communities; distance inside a community means little.",
    play: "Play",
    pause: "Pause",
    perBin: "posts per {span}",
    windowFrom: "Window starts",
    windowTo: "Window ends",
    reset: "Whole time",
    filter: "Kinds of evidence",
    hide: "hide",
    show: "show",
    rests: "What it rests on",
    pathsShortest: "Shortest documented paths",
    relays: "Who passed it on",
    turn: "What would change the answer",
    inFull: "In full",
    bounds: "Share of posts that descend from the other side",
    documented: "documented",
    estimate: "estimate",
    notExcluded: "not excluded",
    interval90: "90 % interval",
    grade: "Grade of sources and of information",
    route: "route: {route}",
    earliest: "The earliest post is of “{source}” with probability {p}.",
    fragilityPosts: "{n} earlier unseen posts of the other side would turn the answer.",
    fragilityHours: "So would a clock error of {n} hours.",
    coverage: "Coverage: {source} {a}, {target} {b}.",
    unknown: "unknown",
    lag: "Median time from hop to hop: {n} hours.",
    noFinding: "No finding is saved for this narrative yet. `whence trace` makes one.",
    finding: "Finding",
    findings: "Findings",
    intro: "Select a dot or a line to see what it rests on.",
    introGraph: "Select a node or a line to see what it rests on.",
    "verdict.source led": "Source led",
    "verdict.target led": "Target led",
    "verdict.both ways": "Both ways",
    "verdict.separate": "Separate",
    "verdict.cannot tell": "Cannot tell",
    evidence: "Evidence",
    back: "Back to the finding",
    backAll: "Back",
    open: "Open the original",
    from: "From",
    to: "To",
    probability: "probability {p}",
    order: "order {p}",
    comesFrom: "Comes from",
    leadsTo: "Leads to",
    nothingBefore: "Nothing earlier is linked to it.",
    nothingAfter: "Nothing later is linked to it.",
    more: "{n} more",
    path: "Path to the earliest linked post",
    stands: "stands for {n} posts",
    member: "Belongs here because",
    noText: "No text is shown.",
    "source.platform": "time given by the platform",
    "source.page": "time given by the page",
    "source.feed": "time given by the feed",
    "source.file": "time given by the file",
    "source.id": "time from the id",
    "source.seen": "only a bound: when it was seen",
    neighbours: "Neighbours",
    community: "Community {n}",
    received: "in",
    sent: "out",
    postsOf: "Posts",
    between: "Posts behind this line",
    firstOf: "First post behind this line",
    weight: "{n} posts",
    largestTies: "Most tied",
    time: "Time",
    who: "Who",
    lane: "Group",
    kind: "Kind",
    text: "Text",
    in: "In",
    out: "Out",
    role: "Role",
    country: "Country",
    sort: "Role and country",
    platform: "Platform",
    by: "Group by",
    "table.posts": "Posts",
    "table.more": "Show {n} more",
    "table.caption": "{n} posts, earliest first",
    "table.captionActors": "{n} actors, most tied first",
    sortBy: "Sort by {name}",
    "flow.from": "From",
    "flow.to": "To",
    "flow.links": "links",
    "flow.caption": "Links from group to group",
    "flow.note": "Bands run from the earlier to the later side. Only groups are counted; timing alone is not.",
    "flow.none": "No links are left with these filters.",
    total: "Total",
    selected: "Selected: {what}",
    cleared: "Selection cleared",
    visible: "{n} posts in view",
    untitled: "without text",
    people: "{n} people",
    "canvas.lanes": "Posts over time in lanes. Arrow keys move from post to post, Enter opens the evidence, plus and minus zoom, Escape clears.",
    "canvas.network": "Network of actors. Arrow keys move from node to node, Enter opens, plus and minus zoom, Escape clears.",
    zoomIn: "Zoom in",
    zoomOut: "Zoom out",
    fit: "Fit",
    panel: "Finding and evidence"
  };

  // src/lang/kk.json
  var kk_default = {
    lanes: "Жолақтар",
    network: "Желі",
    flows: "Ағындар",
    table: "Кесте",
    views: "Көріністер",
    theme: "Ашық не қараңғы",
    language: "Тіл",
    search: "Жазба, басылым іздеу…",
    searchLabel: "Жазбалар мен қатысушыларды іздеу",
    found: "{n} табылды",
    foundNone: "Ештеңе табылмады",
    "level.link": "сілтеме бойынша",
    "level.words": "сөздер бойынша",
    "level.claim": "мәлімдеме бойынша",
    "level.case": "бүкіл іс",
    "posts.other": "{n} жазба",
    "actors.other": "{n} қатысушы",
    "links.other": "{n} байланыс",
    "ties.other": "{n} байланыс",
    "languages.other": "{n} тіл",
    "each.minute": "минут",
    "each.hour": "сағат",
    "each.day": "күн",
    "minute.other": "{n} минут",
    "hour.other": "{n} сағат",
    "day.other": "{n} күн",
    reference: "репост",
    citation: "сілтейді",
    attribution: "дереккөз деп атайды",
    copy: "көшіреді",
    fact: "сирек деректер ортақ",
    claim: "сол мәлімдеме",
    timing: "тек уақыт",
    "count.reference": "Репост, дәйексөз, жауап",
    "count.citation": "Сілтемелер",
    "count.attribution": "Дереккөз деп аталған",
    "count.copy": "Көшірілген мәтін",
    "count.fact": "Ортақ деректер",
    "count.claim": "Сол мәлімдеме",
    "count.timing": "Тек уақыт (есепке алынбайды)",
    "kind.article": "мақала",
    "kind.post": "жазба",
    "kind.repost": "репост",
    "kind.quote": "дәйексөз",
    "kind.reply": "жауап",
    "kind.comment": "пікір",
    "kind.unseen": "аталған, жиналмаған",
    "kind.crowd": "адамдар тобы",
    interval: "уақыты аралық ретінде белгілі",
    size: "көлемі",
    "size.reposts": "репост",
    "size.views": "қаралым",
    "size.links": "байланыс",
    shownAll: "Барлық жазба көрсетілген: {n}.",
    crowds: "Адамдар тек бірге, кемінде он-оннан көрсетілген.",
    arrows: "Сызықтар ертеден кешке қарай; үзік сызық тек уақыттан шығарылған.",
    times: "Уақыт UTC бойынша.",
    rows: "Жолақ ішіндегі биіктік ештеңе білдірмейді.",
    distance: "Түйіндер қауымдастықтарға жиналған; қауымдастық ішіндегі қашықтық көп нәрсе білдірмейді.",
    play: "Ойнату",
    pause: "Кідірту",
    perBin: "{span} сайын жазба",
    rests: "Неге сүйенеді",
    pathsShortest: "Ең қысқа құжатталған жолдар",
    turn: "Жауапты не өзгертер еді",
    documented: "құжатталған",
    estimate: "бағалау",
    notExcluded: "жоққа шығарылмаған",
    unknown: "белгісіз",
    intro: "Неге сүйенетінін көру үшін нүктені не сызықты таңдаңыз.",
    "verdict.source led": "Дереккөз бастаған",
    "verdict.target led": "Екінші жақ бастаған",
    "verdict.both ways": "Екі жақты",
    "verdict.separate": "Тәуелсіз",
    "verdict.cannot tell": "Айту мүмкін емес",
    back: "Қорытындыға оралу",
    backAll: "Артқа",
    open: "Түпнұсқаны ашу",
    from: "Қайдан",
    to: "Қайда",
    comesFrom: "Неден шыққан",
    leadsTo: "Неге апарады",
    neighbours: "Көршілер",
    postsOf: "Жазбалар",
    time: "Уақыты",
    who: "Кім",
    lane: "Топ",
    kind: "Түрі",
    text: "Мәтін",
    role: "Рөлі",
    country: "Елі",
    platform: "Платформа",
    by: "Топтау",
    "flow.from": "Қайдан",
    "flow.to": "Қайда",
    total: "Барлығы"
  };

  // src/lang/ru.json
  var ru_default = {
    lanes: "Дорожки",
    network: "Сеть",
    flows: "Потоки",
    table: "Таблица",
    views: "Виды",
    theme: "Светлая или тёмная",
    language: "Язык",
    search: "Поиск записей, изданий…",
    searchLabel: "Поиск записей и участников",
    found: "Найдено: {n}",
    foundNone: "Ничего не найдено",
    "level.link": "по ссылке",
    "level.words": "по словам",
    "level.claim": "по утверждению",
    "level.case": "всё дело",
    "posts.one": "{n} запись",
    "posts.few": "{n} записи",
    "posts.many": "{n} записей",
    "posts.other": "{n} записи",
    "actors.one": "{n} участник",
    "actors.few": "{n} участника",
    "actors.many": "{n} участников",
    "actors.other": "{n} участника",
    "links.one": "{n} связь",
    "links.few": "{n} связи",
    "links.many": "{n} связей",
    "links.other": "{n} связи",
    "ties.one": "{n} связь",
    "ties.few": "{n} связи",
    "ties.many": "{n} связей",
    "ties.other": "{n} связи",
    "languages.one": "{n} язык",
    "languages.few": "{n} языка",
    "languages.many": "{n} языков",
    "languages.other": "{n} языка",
    "each.minute": "минуту",
    "each.hour": "час",
    "each.day": "день",
    "minute.one": "{n} минуту",
    "minute.few": "{n} минуты",
    "minute.many": "{n} минут",
    "minute.other": "{n} минуты",
    "hour.one": "{n} час",
    "hour.few": "{n} часа",
    "hour.many": "{n} часов",
    "hour.other": "{n} часа",
    "day.one": "{n} день",
    "day.few": "{n} дня",
    "day.many": "{n} дней",
    "day.other": "{n} дня",
    reference: "репост",
    citation: "ссылается",
    attribution: "называет источником",
    copy: "копирует",
    fact: "те же редкие факты",
    claim: "то же утверждение",
    timing: "только время",
    coshare: "делятся одним и тем же",
    "count.reference": "Репосты, цитаты, ответы",
    "count.citation": "Ссылки",
    "count.attribution": "Назван источником",
    "count.copy": "Скопированный текст",
    "count.fact": "Общие факты",
    "count.claim": "То же утверждение",
    "count.timing": "Только время (не учитывается)",
    "count.coshare": "Общие объекты",
    "did.reference": "репост",
    "did.citation": "ссылка",
    "did.attribution": "назван источником",
    "did.copy": "скопирован текст",
    "did.fact": "общий редкий факт",
    "did.claim": "то же утверждение",
    "did.timing": "позже (только время)",
    "did.coshare": "общие объекты",
    "kind.article": "статья",
    "kind.post": "запись",
    "kind.repost": "репост",
    "kind.quote": "цитата",
    "kind.reply": "ответ",
    "kind.comment": "комментарий",
    "kind.unseen": "упомянуто, не собрано",
    "kind.crowd": "группа людей",
    interval: "время известно как промежуток",
    size: "размер",
    "size.reposts": "репосты",
    "size.views": "просмотры",
    "size.links": "связи",
    shown: "Показано {n} из {of} ({what}): {rule}.",
    shownAll: "Показаны все записи: {n}.",
    left: "Не показано {n} из {of} ({what}): {rule}.",
    "what.posts": "записи",
    "what.actors": "участники",
    "what.links": "связи",
    crowds: "Люди показаны только вместе, не меньше десяти.",
    arrows: "Линии идут от раннего к позднему; пунктир выведен только из времени.",
    times: "Время всемирное (UTC).",
    rows: "Высота внутри дорожки ничего не значит.",
    distance: "Узлы стоят сообществами; расстояние внутри сообщества мало что значит.",
    play: "Пуск",
    pause: "Пауза",
    perBin: "записей за {span}",
    windowFrom: "Начало окна",
    windowTo: "Конец окна",
    filter: "Виды свидетельств",
    hide: "скрыть",
    show: "показать",
    rests: "На чём держится",
    pathsShortest: "Кратчайшие документированные пути",
    relays: "Кто передал дальше",
    turn: "Что изменило бы ответ",
    inFull: "Полностью",
    bounds: "Доля записей, происходящих от другой стороны",
    documented: "документировано",
    estimate: "оценка",
    notExcluded: "не исключено",
    interval90: "90-процентный интервал",
    earliest: "Самая ранняя запись — «{source}», вероятность {p}.",
    fragilityPosts: "Ответ изменят {n} не собранных более ранних записей другой стороны.",
    fragilityHours: "Или ошибка часов на {n} ч.",
    coverage: "Охват: {source} {a}, {target} {b}.",
    unknown: "неизвестно",
    lag: "Медианное время между шагами: {n} ч.",
    noFinding: "Для этого сюжета нет сохранённого вывода. Его даёт `whence trace`.",
    findings: "Выводы",
    intro: "Выберите точку или линию, чтобы увидеть, на чём она держится.",
    introGraph: "Выберите узел или линию, чтобы увидеть, на чём она держится.",
    "verdict.source led": "Ведёт источник",
    "verdict.target led": "Ведёт другая сторона",
    "verdict.both ways": "В обе стороны",
    "verdict.separate": "Независимо",
    "verdict.cannot tell": "Нельзя сказать",
    back: "Назад к выводу",
    backAll: "Назад",
    open: "Открыть оригинал",
    from: "От",
    to: "К",
    probability: "вероятность {p}",
    order: "порядок {p}",
    comesFrom: "Происходит от",
    leadsTo: "Ведёт к",
    nothingBefore: "Ничего более раннего не связано.",
    nothingAfter: "Ничего более позднего не связано.",
    more: "ещё {n}",
    path: "Путь к самой ранней связанной записи",
    member: "Здесь потому, что",
    noText: "Текст не показан.",
    neighbours: "Соседи",
    community: "Сообщество {n}",
    postsOf: "Записи",
    between: "Записи за этой линией",
    firstOf: "Первая запись за этой линией",
    largestTies: "Больше всего связей",
    time: "Время",
    who: "Кто",
    lane: "Группа",
    kind: "Вид",
    text: "Текст",
    in: "Вх.",
    out: "Исх.",
    role: "Роль",
    country: "Страна",
    sort: "Роль и страна",
    platform: "Платформа",
    by: "Группировать",
    "table.more": "Показать ещё {n}",
    "table.caption": "Записей: {n}, сначала ранние",
    "table.captionActors": "Участников: {n}",
    sortBy: "Сортировать: {name}",
    "flow.from": "От",
    "flow.to": "К",
    "flow.caption": "Связи от группы к группе",
    "flow.note": "Полосы идут от ранней стороны к поздней. Считаются только группы; одно лишь время не считается.",
    "flow.none": "С этими фильтрами связей не осталось.",
    total: "Всего",
    selected: "Выбрано: {what}",
    cleared: "Выбор снят",
    people: "людей: {n}",
    zoomIn: "Крупнее",
    zoomOut: "Мельче",
    fit: "Целиком",
    panel: "Вывод и свидетельства"
  };

  // src/lang/zh.json
  var zh_default = {
    lanes: "泳道",
    network: "网络",
    flows: "流向",
    table: "表格",
    views: "视图",
    theme: "浅色或深色",
    language: "语言",
    search: "搜索帖子、媒体…",
    searchLabel: "搜索帖子和账号",
    found: "找到 {n} 项",
    foundNone: "没有找到",
    "level.link": "链接层级",
    "level.words": "文字层级",
    "level.claim": "主张层级",
    "level.case": "整个案例",
    "posts.other": "{n} 篇帖子",
    "actors.other": "{n} 个账号",
    "links.other": "{n} 条联系",
    "ties.other": "{n} 条联系",
    "languages.other": "{n} 种语言",
    "each.minute": "分钟",
    "each.hour": "小时",
    "each.day": "天",
    "minute.other": "{n} 分钟",
    "hour.other": "{n} 小时",
    "day.other": "{n} 天",
    reference: "转发",
    citation: "引用链接",
    attribution: "注明来源",
    copy: "复制文字",
    fact: "共有罕见事实",
    claim: "同一主张",
    timing: "仅时间先后",
    "count.reference": "转发、引用、回复",
    "count.citation": "引用链接",
    "count.attribution": "注明来源",
    "count.copy": "复制的文字",
    "count.fact": "共有事实",
    "count.claim": "同一主张",
    "count.timing": "仅时间先后（不计入）",
    "kind.article": "文章",
    "kind.post": "帖子",
    "kind.repost": "转发",
    "kind.quote": "引用",
    "kind.reply": "回复",
    "kind.comment": "评论",
    "kind.unseen": "被引用但未收集",
    "kind.crowd": "人群",
    interval: "时间只知区间",
    size: "大小",
    "size.reposts": "转发数",
    "size.views": "浏览数",
    "size.links": "联系数",
    shownAll: "显示全部 {n} 篇帖子。",
    crowds: "个人只以十人以上的人群显示。",
    arrows: "线从早到晚；虚线仅由时间推断。",
    times: "时间为 UTC。",
    rows: "泳道内的高低没有含义。",
    distance: "节点按社群排列；社群内的距离意义不大。",
    play: "播放",
    pause: "暂停",
    perBin: "每{span}的帖子",
    rests: "依据",
    pathsShortest: "最短的有据路径",
    turn: "什么会改变结论",
    documented: "有据",
    estimate: "估计",
    notExcluded: "不能排除",
    unknown: "未知",
    intro: "选择一个点或一条线，查看其依据。",
    "verdict.source led": "来源方在先",
    "verdict.target led": "另一方在先",
    "verdict.both ways": "双向",
    "verdict.separate": "各自独立",
    "verdict.cannot tell": "无法判断",
    back: "返回结论",
    backAll: "返回",
    open: "打开原文",
    from: "从",
    to: "到",
    comesFrom: "来自",
    leadsTo: "引出",
    neighbours: "邻居",
    postsOf: "帖子",
    time: "时间",
    who: "谁",
    lane: "群组",
    kind: "类型",
    text: "文字",
    role: "角色",
    country: "国家",
    platform: "平台",
    by: "分组",
    "flow.from": "从",
    "flow.to": "到",
    total: "合计"
  };

  // src/strings.ts
  var FILES = { en: en_default, ru: ru_default, kk: kk_default, zh: zh_default };
  var LANGUAGES = { en: "English", ru: "Русский", kk: "Қазақша", zh: "中文" };
  var PLACES = { en: "en-GB" };
  var language = "en";
  function speak(wanted) {
    language = wanted in FILES ? wanted : "en";
  }
  function spoken() {
    return language;
  }
  function locale() {
    return PLACES[language] ?? language;
  }
  function t(key, values = {}) {
    const words = FILES[language][key] ?? FILES.en[key] ?? key;
    return words.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      return value === void 0 ? whole : typeof value === "number" ? number(value) : value;
    });
  }
  function counted(key, n) {
    const form = new Intl.PluralRules(language).select(n);
    const own = FILES[language];
    const found = `${key}.${form}` in own ? `${key}.${form}` : `${key}.other`;
    return t(found, { n });
  }
  function number(value) {
    return new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value);
  }
  function percent(share) {
    if (share === null || share === void 0) return t("unknown");
    return new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: share > 0 && share < 0.01 ? 1 : 0 }).format(share).replace(/(\d)%/, "$1 %");
  }

  // src/time.ts
  var SECOND = 1e3;
  var MINUTE = 60 * SECOND;
  var HOUR = 60 * MINUTE;
  var DAY = 24 * HOUR;
  var STEPS = [MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY];
  var MONTHS = [1, 3, 6, 12, 24, 60, 120];
  function ticks(from, to, pixels, language2, space = 110) {
    const room = Math.max(1, Math.floor(pixels / space));
    const step = STEPS.find((candidate) => (to - from) / candidate <= room);
    const found = step ? even(from, to, step, language2) : months(from, to, room, language2);
    return [...opening(found, from, to, pixels, language2), ...found];
  }
  function opening(found, from, to, pixels, language2) {
    const room = found.length ? (found[0].at - from) / (to - from) * pixels : pixels;
    if (room < 90 && !found[0].strong) found[0].label = `${day(found[0].at, language2)}, ${found[0].label}`;
    return room < 90 ? [] : [{ at: from, strong: true, line: false, label: day(from, language2) }];
  }
  function even(from, to, step, language2) {
    const out = [];
    const origin = step === 7 * DAY ? 4 * DAY : 0;
    for (let at = Math.ceil((from - origin) / step) * step + origin; at <= to; at += step) {
      const midnight = at % DAY === 0;
      out.push({ at, strong: midnight, line: true, label: midnight ? day(at, language2) : clock(at, language2) });
    }
    return out;
  }
  function months(from, to, room, language2) {
    const span2 = (to - from) / (30.4 * DAY);
    const step = MONTHS.find((candidate) => span2 / candidate <= room) ?? 240;
    const out = [];
    const start2 = new Date(from);
    const first = start2.getUTCFullYear() * 12 + start2.getUTCMonth();
    for (let month = Math.ceil(first / step) * step; ; month += step) {
      const at = Date.UTC(Math.floor(month / 12), month % 12, 1);
      if (at > to) return out;
      if (at < from) continue;
      const january = month % 12 === 0;
      const shape = january ? { year: "numeric" } : { month: "short", year: "numeric" };
      out.push({ at, strong: january, line: true, label: format(at, language2, shape) });
    }
  }
  function day(at, language2) {
    return format(at, language2, { day: "numeric", month: "short" });
  }
  function date(at, language2) {
    return format(at, language2, { day: "numeric", month: "short", year: "numeric" });
  }
  function clock(at, language2) {
    return format(at, language2, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  }
  function interval(lo, hi, language2) {
    const width = hi - lo;
    if (width < 2 * MINUTE) return `${date(lo, language2)}, ${clock(lo, language2)} UTC`;
    if (width < DAY && sameDay(lo, hi)) {
      return lo % DAY === 0 && width > 23.9 * HOUR ? date(lo, language2) : `${date(lo, language2)}, ${clock(lo, language2)}–${clock(hi, language2)} UTC`;
    }
    return `${date(lo, language2)}, ${clock(lo, language2)} – ${date(hi, language2)}, ${clock(hi, language2)} UTC`;
  }
  function dates(lo, hi, language2) {
    const shape = new Intl.DateTimeFormat(language2, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
    return shape.formatRange(lo, hi);
  }
  function span(milliseconds) {
    if (milliseconds < HOUR) return { count: Math.max(1, Math.round(milliseconds / MINUTE)), unit: "minute" };
    if (milliseconds < 2 * DAY) return { count: Math.round(milliseconds / HOUR), unit: "hour" };
    return { count: Math.round(milliseconds / DAY), unit: "day" };
  }
  function sameDay(a, b) {
    return Math.floor(a / DAY) === Math.floor(b / DAY);
  }
  function format(at, language2, shape) {
    return new Intl.DateTimeFormat(language2, { ...shape, timeZone: "UTC" }).format(at);
  }

  // src/evidence.ts
  var FEW = 8;
  function who(model, actor2) {
    return foreign(model.label(actor2), "who");
  }
  function when(model, post2) {
    return interval(model.column("post.lo")[post2], model.column("post.hi")[post2], locale());
  }
  function swatch(model, evidence) {
    return h("span", { class: `swatch swatch-${model.scene.evidences[evidence]}`, "aria-hidden": "true" });
  }
  function text(model, post2, most2) {
    const { title, text: text2 } = model.scene.posts;
    const head = title[post2];
    const body = text2[post2];
    if (!head && !body) return null;
    const cut = Array.from(body);
    const shown = cut.length > most2 ? cut.slice(0, most2).join("") + "…" : body;
    return h(
      "div",
      { class: "post-text" },
      head ? h("strong", {}, foreign(head)) : null,
      head && body ? " " : null,
      body && body !== head ? foreign(shown) : null
    );
  }
  function card(model, selection) {
    if (selection.kind === "post") return postCard(model, selection.post);
    if (selection.kind === "link") return linkCard(model, selection.link);
    if (selection.kind === "actor") return actorCard(model, selection.actor);
    return selection.kind === "edge" ? edgeCard(model, selection.edge) : null;
  }
  function postCard(model, post2) {
    return h(
      "div",
      {},
      h("div", { class: "card-head" }, who(model, model.actorOf(post2)), h("span", { class: "quiet" }, t(`kind.${model.kind(post2)}`))),
      h("div", { class: "quiet" }, when(model, post2)),
      text(model, post2, 180),
      h("div", { class: "quiet" }, degree(model, post2))
    );
  }
  function linkCard(model, link3) {
    const { parent, child } = ends(model, link3);
    return h(
      "div",
      {},
      h("div", { class: "card-head" }, who(model, model.actorOf(parent)), "→", who(model, model.actorOf(child))),
      h("div", {}, swatch(model, model.column("link.evidence")[link3]), said(model, link3)),
      h("div", { class: "quiet" }, when(model, child))
    );
  }
  function actorCard(model, actor2) {
    const { role, country } = model.scene.actors;
    const node2 = model.nodeOf.get(actor2);
    return h(
      "div",
      {},
      h("div", { class: "card-head" }, who(model, actor2)),
      h("div", { class: "quiet" }, foreign([role[actor2], country[actor2]].filter(Boolean).join(" · "))),
      node2 === void 0 ? null : h("div", { class: "quiet" }, counted("ties", around(model.ties, node2).length))
    );
  }
  function edgeCard(model, edge2) {
    const { source, target } = edgeEnds(model, edge2);
    const evidence = model.column("edge.evidence")[edge2];
    return h(
      "div",
      {},
      h("div", { class: "card-head" }, who(model, source), "→", who(model, target)),
      h("div", {}, swatch(model, evidence), t(model.scene.evidences[evidence]), " · ", counted("posts", model.column("edge.weight")[edge2]))
    );
  }
  function ends(model, link3) {
    return { parent: model.column("link.parent")[link3], child: model.column("link.child")[link3] };
  }
  function edgeEnds(model, edge2) {
    const actors = model.column("node.actor");
    return { source: actors[model.column("edge.source")[edge2]], target: actors[model.column("edge.target")[edge2]] };
  }
  function said(model, link3) {
    const name = model.scene.evidences[model.column("link.evidence")[link3]];
    const probability = model.column("link.probability")[link3];
    const order = model.column("link.order")[link3];
    const behind = model.column("link.behind")[link3];
    const parts = [t(`did.${name}`)];
    if (probability < 0.995) parts.push(t("probability", { p: percent(probability) }));
    if (order < 0.995) parts.push(t("order", { p: percent(order) }));
    if (behind > 1) parts.push(counted("links", behind));
    return parts.join(" · ");
  }
  function degree(model, post2) {
    const into = around(model.into, post2).length;
    const out = around(model.outOf, post2).length;
    return `${t("comesFrom")}: ${number(into)} · ${t("leadsTo")}: ${number(out)}`;
  }
  function post(model, at, choose) {
    const { url, source, reason, lang, id } = model.scene.posts;
    const behind = model.column("post.behind")[at];
    const facts = [t(`kind.${model.kind(at)}`), lang[at], source[at] ? t(`source.${source[at]}`) : ""].filter(Boolean);
    return [
      h("h2", { class: "evidence-who" }, who(model, model.actorOf(at))),
      h("p", { class: "when" }, when(model, at)),
      h("p", { class: "quiet" }, facts.join(" · ")),
      text(model, at, 2e3) ?? h("p", { class: "quiet" }, t("noText")),
      behind > 1 ? h("p", { class: "quiet" }, t("stands", { n: behind })) : null,
      web(url[at]) ? h("p", {}, link(url[at], t("open")), " ", h("span", { class: "quiet" }, foreign(shortened(url[at])))) : null,
      reason[at] ? h("p", { class: "quiet" }, `${t("member")}: `, foreign(reason[at])) : null,
      ...chain(model, at, choose),
      ...listed(model, t("comesFrom"), [...around(model.into, at)], "parent", t("nothingBefore"), choose),
      ...listed(model, t("leadsTo"), [...around(model.outOf, at)], "child", t("nothingAfter"), choose),
      h("p", { class: "id quiet" }, foreign(id[at]))
    ].filter((part) => part !== null);
  }
  function chain(model, at, choose) {
    const links = model.upstream(at);
    if (links.length < 2) return [];
    const posts = [...links.map((link3) => ends(model, link3).parent).reverse(), at];
    return [h("h3", {}, t("path")), h("ol", { class: "chain" }, ...posts.map((post2) => h(
      "li",
      {},
      h("button", { class: "plain", click: () => choose({ kind: "post", post: post2 }) }, who(model, model.actorOf(post2))),
      " ",
      h("span", { class: "quiet" }, when(model, post2))
    )))];
  }
  function listed(model, heading, links, end2, none, choose) {
    const evidence = model.column("link.evidence");
    const probability = model.column("link.probability");
    links.sort((a, b) => evidence[a] - evidence[b] || probability[b] - probability[a] || a - b);
    const item = (link3) => {
      const other = ends(model, link3)[end2];
      return h(
        "li",
        {},
        swatch(model, evidence[link3]),
        h("button", { class: "plain", click: () => choose({ kind: "link", link: link3 }) }, who(model, model.actorOf(other))),
        " ",
        h("span", { class: "quiet" }, `${said(model, link3)} · ${when(model, other)}`)
      );
    };
    const rest = links.length - FEW;
    const list = h("ul", { class: "links" }, ...links.slice(0, FEW).map(item));
    const more = rest <= 0 ? null : h("button", { class: "more", click: (event) => {
      list.append(...links.slice(FEW, FEW + 200).map(item));
      event.target.remove();
    } }, t("more", { n: rest }));
    const parts = links.length ? [list, more] : [h("p", { class: "quiet" }, none)];
    return [h("h3", {}, `${heading} `, h("span", { class: "quiet" }, links.length ? number(links.length) : "")), ...parts.filter((part) => part !== null)];
  }
  function link2(model, at, choose) {
    const { parent, child } = ends(model, at);
    const detail = model.scene.details[at];
    return [
      h("p", { class: "when link-said" }, swatch(model, model.column("link.evidence")[at]), said(model, at)),
      detail ? h("p", { class: "quiet" }, foreign(detail)) : null,
      end(model, t("from"), parent, choose),
      end(model, t("to"), child, choose)
    ].filter((part) => part !== null);
  }
  function end(model, heading, post2, choose) {
    const { url } = model.scene.posts;
    return h(
      "section",
      { class: "end" },
      h("h3", {}, heading),
      h("button", { class: "plain strong", click: () => choose({ kind: "post", post: post2 }) }, who(model, model.actorOf(post2))),
      h("p", { class: "quiet" }, when(model, post2)),
      text(model, post2, 320),
      web(url[post2]) ? h("p", {}, link(url[post2], t("open"))) : null
    );
  }
  function actor(model, at, choose) {
    const { role, country } = model.scene.actors;
    const people = model.column("actor.people")[at] || 1;
    const node2 = model.nodeOf.get(at);
    const facts = [role[at], country[at], people > 1 ? t("people", { n: people }) : "", node2 === void 0 ? "" : t("community", { n: model.column("node.community")[node2] + 1 })];
    return [
      h("h2", { class: "evidence-who" }, who(model, at)),
      h("p", { class: "quiet" }, foreign(facts.filter(Boolean).join(" · "))),
      ...neighbours(model, node2, choose),
      ...postsOf(model, at, choose)
    ];
  }
  function neighbours(model, node2, choose) {
    if (node2 === void 0) return [];
    const weight = model.column("edge.weight");
    const source = model.column("edge.source");
    const edges = [...around(model.ties, node2)].sort((a, b) => weight[b] - weight[a] || a - b);
    const rest = edges.length - 14;
    const item = (edge2) => {
      const found = edgeEnds(model, edge2);
      const leaving = source[edge2] === node2;
      return h(
        "li",
        {},
        swatch(model, model.column("edge.evidence")[edge2]),
        h("span", { class: "quiet" }, leaving ? "→ " : "← "),
        h("button", { class: "plain", click: () => choose({ kind: "edge", edge: edge2 }) }, who(model, leaving ? found.target : found.source)),
        " ",
        h("span", { class: "quiet" }, `${t(model.scene.evidences[model.column("edge.evidence")[edge2]])} · ${counted("posts", weight[edge2])}`)
      );
    };
    return [
      h("h3", {}, `${t("neighbours")} `, h("span", { class: "quiet" }, number(edges.length))),
      h("ul", { class: "links" }, ...edges.slice(0, 14).map(item)),
      ...rest > 0 ? [h("p", { class: "quiet" }, t("more", { n: rest }))] : []
    ];
  }
  function postsOf(model, actor2, choose) {
    const own = [];
    for (let post2 = 0; post2 < model.posts && own.length < 60; post2++) if (model.actorOf(post2) === actor2) own.push(post2);
    return own.length ? [h("h3", {}, t("postsOf")), postList(model, own.slice(0, 20), choose)] : [];
  }
  function edge(model, at, choose) {
    const { source, target } = edgeEnds(model, at);
    const evidence = model.column("edge.evidence")[at];
    const links = [];
    for (let link3 = 0; link3 < model.links && links.length < 200; link3++) {
      const { parent, child } = ends(model, link3);
      if (model.column("link.evidence")[link3] === evidence && model.actorOf(parent) === source && model.actorOf(child) === target) links.push(link3);
    }
    const item = (link3) => h(
      "li",
      {},
      swatch(model, evidence),
      h("button", { class: "plain", click: () => choose({ kind: "link", link: link3 }) }, said(model, link3)),
      " ",
      h("span", { class: "quiet" }, when(model, ends(model, link3).child)),
      text(model, ends(model, link3).child, 160)
    );
    return [
      h("h2", { class: "evidence-who" }, who(model, source), " → ", who(model, target)),
      h("p", {}, swatch(model, evidence), t(model.scene.evidences[evidence]), " · ", counted("posts", model.column("edge.weight")[at])),
      h("p", {}, ...[source, target].map((actor2) => h("button", { class: "chip", click: () => choose({ kind: "actor", actor: actor2 }) }, who(model, actor2)))),
      ...sample(model, at, choose),
      ...links.length ? [h("h3", {}, t("between")), h("ul", { class: "links" }, ...links.slice(0, 40).map(item))] : []
    ];
  }
  function sample(model, edge2, choose) {
    const post2 = model.column("edge.post")[edge2] ?? model.posts;
    return post2 < model.posts ? [h("h3", {}, t("firstOf")), postList(model, [post2], choose)] : [];
  }
  function postList(model, posts, choose) {
    return h("ul", { class: "links" }, ...posts.map((post2) => h(
      "li",
      {},
      h("button", { class: "plain", click: () => choose({ kind: "post", post: post2 }) }, when(model, post2)),
      text(model, post2, 140)
    )));
  }
  function shortened(address) {
    const plain2 = address.replace(/^https?:\/\//, "");
    return plain2.length > 48 ? plain2.slice(0, 47) + "…" : plain2;
  }

  // src/card.ts
  var Card = class {
    constructor(model) {
      this.model = model;
      this.element = h("div", { class: "card", hidden: true, "aria-hidden": "true" });
      this.last = "";
    }
    show(selection, x, y) {
      const key = JSON.stringify(selection);
      if (key !== this.last) {
        this.last = key;
        const content = selection ? card(this.model, selection) : null;
        this.element.hidden = !content;
        replace(this.element, content);
      }
      if (!this.element.hidden) this.put(x, y);
    }
    put(x, y) {
      const { offsetWidth, offsetHeight } = this.element;
      const left = x + 16 + offsetWidth > innerWidth ? x - 16 - offsetWidth : x + 16;
      const top = Math.min(y + 16, innerHeight - offsetHeight - 8);
      this.element.style.transform = `translate(${Math.max(8, left)}px, ${Math.max(8, top)}px)`;
    }
  };

  // src/flows.ts
  var BAR = 12;
  var GAP = 14;
  function stack(dimension, hidden, room = 250) {
    const cells = dimension.cells.filter(([, , evidence]) => !hidden.has(evidence));
    const total = cells.reduce((sum, cell) => sum + cell[3], 0);
    const side = (end2) => {
      const counts = /* @__PURE__ */ new Map();
      for (const cell of cells) counts.set(cell[end2], (counts.get(cell[end2]) ?? 0) + cell[3]);
      return [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
    };
    const [out, into] = [side(0), side(1)];
    const unit = room / Math.max(1, total);
    const place = (groups2) => {
      let y = 26;
      return groups2.map(([group, count]) => {
        const bar2 = { group, y, size: Math.max(2, count * unit), count };
        y += Math.max(bar2.size, 22) + GAP;
        return bar2;
      });
    };
    const [left, right] = [place(out), place(into)];
    const bands = ribbons(cells, left, right, unit);
    const bottom = (bars) => bars.reduce((low, bar2) => Math.max(low, bar2.y + Math.max(bar2.size, 22)), 0);
    return { bands, left, right, height: Math.max(bottom(left), bottom(right)) + 12 };
  }
  function ribbons(cells, left, right, unit) {
    const at = (bars) => new Map(bars.map((bar2) => [bar2.group, bar2.y]));
    const rank = (bars) => new Map(bars.map((bar2, place) => [bar2.group, place]));
    const [leftAt, rightAt, leftRank, rightRank] = [at(left), at(right), rank(left), rank(right)];
    const bands = cells.map(([from, to, evidence, count]) => ({ from, to, evidence, count, y1: 0, y2: 0, thick: Math.max(0.6, count * unit) }));
    const order = (a, b, first, one, second, other) => first.get(a[one]) - first.get(b[one]) || second.get(a[other]) - second.get(b[other]) || a.evidence - b.evidence;
    for (const band of [...bands].sort((a, b) => order(a, b, leftRank, "from", rightRank, "to"))) {
      band.y1 = leftAt.get(band.from);
      leftAt.set(band.from, band.y1 + band.thick);
    }
    for (const band of [...bands].sort((a, b) => order(a, b, rightRank, "to", leftRank, "from"))) {
      band.y2 = rightAt.get(band.to);
      rightAt.set(band.to, band.y2 + band.thick);
    }
    return bands;
  }
  var Flows = class {
    constructor(shared) {
      this.shared = shared;
      this.element = h("div", { class: "stage scrolls", id: "view-flows" });
      this.picture = h("div", { class: "flows-picture" });
      this.numbers = h("div", { class: "flows-table" });
      this.said = h("p", { class: "flows-said quiet", "aria-live": "polite" });
      this.restyle();
    }
    update(_state, changed) {
      if (changed.has("hidden") || changed.has("dimension") || changed.has("view")) this.restyle();
    }
    restyle() {
      const { dimensions } = this.shared.model.scene;
      const dimension = dimensions[this.shared.store.state.dimension] ?? dimensions[0];
      replace(this.element, this.chooser(), this.picture, this.said, this.numbers);
      if (!dimension) return replace(this.picture, h("p", { class: "quiet" }, t("flow.none")));
      const sankey = stack(dimension, /* @__PURE__ */ new Set([...this.shared.store.state.hidden, this.shared.model.scene.evidences.indexOf("timing")]));
      this.element.dataset.bands = String(sankey.bands.length);
      this.said.textContent = sankey.bands.length ? t("flow.note") : t("flow.none");
      replace(this.picture, sankey.bands.length ? this.drawn(dimension, sankey) : null);
      replace(this.numbers, sankey.bands.length ? this.listed(dimension, sankey.bands) : null);
    }
    chooser() {
      const { dimensions } = this.shared.model.scene;
      const now = this.shared.store.state.dimension;
      const choose = (event) => this.shared.store.set({ dimension: Number(event.target.value) });
      return h(
        "label",
        { class: "flows-by" },
        h("span", {}, t("by")),
        h(
          "select",
          { change: choose, id: "flows-by" },
          ...dimensions.map((way, place) => h("option", { value: place, selected: place === now }, t(way.name)))
        )
      );
    }
    // The picture's own units: pixels where there is little room.
    room() {
      const wide = this.element.clientWidth;
      return wide && wide < 560 ? { width: 350, side: 92 } : { width: 760, side: 190 };
    }
    drawn(dimension, sankey) {
      const { width, side } = this.room();
      const label = t("flow.caption");
      return s(
        "svg",
        { viewBox: `0 0 ${width} ${sankey.height}`, role: "img", "aria-label": label, class: "flows-svg" },
        s("text", { x: side, y: 14, class: "flow-head", "text-anchor": "end" }, t("flow.from")),
        s("text", { x: width - side, y: 14, class: "flow-head" }, t("flow.to")),
        ...[...sankey.bands].sort((a, b) => b.evidence - a.evidence).map((band) => this.band(dimension, band)),
        ...sankey.left.flatMap((bar2) => this.bar(dimension, bar2, true)),
        ...sankey.right.flatMap((bar2) => this.bar(dimension, bar2, false))
      );
    }
    band(dimension, band) {
      const { width, side } = this.room();
      const x1 = side + BAR;
      const x2 = width - side - BAR;
      const middle = (x1 + x2) / 2;
      const { y1, y2, thick } = band;
      const outline = `M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2} L${x2},${y2 + thick} C${middle},${y2 + thick} ${middle},${y1 + thick} ${x1},${y1 + thick} Z`;
      const words = this.sentence(dimension, band);
      const tell = () => void (this.said.textContent = words);
      const path = s("path", { d: outline, class: "flow-band", pointerenter: tell, click: tell }, s("title", {}, words));
      path.style.fill = this.shared.theme.evidence[band.evidence];
      return path;
    }
    sentence(dimension, band) {
      const kind = t(this.shared.model.scene.evidences[band.evidence]);
      const group = (place) => dimension.groups[place];
      return `⁨${group(band.from)}⁩ → ⁨${group(band.to)}⁩ · ${kind} · ${number(band.count)}`;
    }
    bar(dimension, bar2, left) {
      const { width, side } = this.room();
      const x = left ? side : width - side - BAR;
      const name = short(dimension.groups[bar2.group], side < 100 ? 14 : 26);
      const place = { x: left ? side - 8 : width - side + 8, "text-anchor": left ? "end" : "start" };
      const middle = bar2.y + Math.max(bar2.size, 4) / 2;
      return [
        s("rect", { x, y: bar2.y, width: BAR, height: bar2.size, rx: 2, class: "flow-bar" }),
        s("text", { ...place, y: middle - 1, class: "flow-name" }, name),
        s("text", { ...place, y: middle + 13, class: "flow-count" }, number(bar2.count))
      ];
    }
    listed(dimension, bands) {
      const pairs = /* @__PURE__ */ new Map();
      for (const band of bands) {
        const key = `${band.from} ${band.to}`;
        pairs.set(key, [...pairs.get(key) ?? [], band]);
      }
      const kinds = this.shared.model.scene.evidences.map((_, kind) => kind).filter((kind) => bands.some((band) => band.evidence === kind));
      const sum = (found) => found.reduce((total, band) => total + band.count, 0);
      const rows = [...pairs.values()].sort((a, b) => sum(b) - sum(a) || a[0].from - b[0].from || a[0].to - b[0].to);
      return h(
        "table",
        { class: "grid" },
        h("caption", {}, t("flow.caption")),
        h("thead", {}, h(
          "tr",
          {},
          ...["flow.from", "flow.to"].map((key) => h("th", { scope: "col" }, t(key))),
          ...kinds.map((kind) => h("th", { scope: "col", class: "count" }, t(this.shared.model.scene.evidences[kind]))),
          h("th", { scope: "col", class: "count" }, t("total"))
        )),
        h("tbody", {}, ...rows.map((found) => h(
          "tr",
          {},
          h("td", {}, foreign(dimension.groups[found[0].from])),
          h("td", {}, foreign(dimension.groups[found[0].to])),
          ...kinds.map((kind) => h("td", { class: "count" }, number(sum(found.filter((band) => band.evidence === kind))))),
          h("td", { class: "count" }, number(sum(found)))
        )))
      );
    }
  };
  function short(name, most2) {
    const letters = Array.from(name);
    return letters.length > most2 ? letters.slice(0, most2 - 1).join("") + "…" : name;
  }

  // src/lanesGeometry.ts
  var STEPS2 = 14;
  var HEAD = 30;
  var LEFT = 18;
  var RIGHT = 8;
  function frame(model, width, height2, narrow) {
    const posts = new Float64Array(model.scene.lanes.length);
    const rows = /* @__PURE__ */ new Map();
    for (let post2 = 0; post2 < model.posts; post2++) {
      const lane = model.laneOf(post2);
      posts[lane]++;
      if (!rows.has(lane)) rows.set(lane, /* @__PURE__ */ new Set());
      rows.get(lane).add(model.actorOf(post2));
    }
    const weight = Array.from(posts, (count, lane) => Math.sqrt(Math.min(count, 400)) + Math.sqrt(rows.get(lane)?.size ?? 1));
    const total = weight.reduce((sum, value) => sum + value, 0) || 1;
    const inner = height2 - HEAD - 4;
    const least = Math.min(54, inner / Math.max(1, weight.length));
    const spare = Math.max(0, inner - least * weight.length);
    let top = HEAD;
    const lanes = weight.map((value) => {
      const bottom = top + least + spare * value / total;
      const lane = { top, bottom };
      top = bottom;
      return lane;
    });
    return { left: narrow ? 4 : 168, right: width - 22, top: HEAD, bottom: top, lanes };
  }
  function scale(frame2, window2) {
    const from = frame2.left + LEFT;
    const pixels = frame2.right - RIGHT - from;
    const span2 = window2[1] - window2[0] || 1;
    return (time) => from + (time - window2[0]) / span2 * pixels;
  }
  function timeAt(frame2, window2, x) {
    const from = frame2.left + LEFT;
    return window2[0] + (x - from) / (frame2.right - RIGHT - from) * (window2[1] - window2[0]);
  }
  function height(model, frame2, post2, narrow) {
    const lane = frame2.lanes[model.laneOf(post2)];
    const row = model.column("actor.row")[model.actorOf(post2)];
    const top = lane.top + (narrow ? 24 : 12);
    return top + row * Math.max(4, lane.bottom - 12 - top);
  }
  function bend(x1, x2) {
    return Math.min(150, Math.max(13, Math.abs(x2 - x1) * 0.5));
  }
  function sampled(x, y, parent, child) {
    const out = new Float32Array(parent.length * (STEPS2 + 1) * 2);
    for (let link3 = 0, at = 0; link3 < parent.length; link3++) {
      const [x1, y1, x2, y2] = [x[parent[link3]], y[parent[link3]], x[child[link3]], y[child[link3]]];
      const dx = bend(x1, x2);
      for (let step = 0; step <= STEPS2; step++) {
        const t2 = step / STEPS2;
        const u = 1 - t2;
        out[at++] = u * u * u * x1 + 3 * u * u * t2 * (x1 + dx) + 3 * u * t2 * t2 * (x2 - dx) + t2 * t2 * t2 * x2;
        out[at++] = u * u * (u + 3 * t2) * y1 + t2 * t2 * (t2 + 3 * u) * y2;
      }
    }
    return out;
  }
  function distance(px, py, x1, y1, x2, y2) {
    const dx = x2 - x1;
    const dy = y2 - y1;
    const along = dx || dy ? Math.max(0, Math.min(1, ((px - x1) * dx + (py - y1) * dy) / (dx * dx + dy * dy))) : 0;
    return Math.hypot(px - x1 - along * dx, py - y1 - along * dy);
  }

  // src/labels.ts
  function write(context, wanted, area, look, taken = [], marks = []) {
    const size = look.size ?? 12;
    context.textBaseline = "middle";
    context.textAlign = "left";
    context.lineJoin = "round";
    for (const label of wanted) {
      context.font = `${label.strong ? 600 : 400} ${size}px ${look.font}`;
      const width = context.measureText(label.text).width;
      const place = free(label, width, size, area, [...taken, ...marks]) ?? (label.important ? free(label, width, size, area, taken) : null);
      if (!place) continue;
      taken.push(place);
      const middle = (place.top + place.bottom) / 2;
      context.strokeStyle = look.halo;
      context.lineWidth = 3.5;
      context.strokeText(label.text, place.left, middle);
      context.fillStyle = look.ink;
      context.fillText(label.text, place.left, middle);
    }
    return taken;
  }
  function free(label, width, size, area, taken) {
    const half = size * 0.65;
    const { x, y, gap } = label;
    const places = [
      [x + gap, y],
      [x + gap, y - size],
      [x + gap, y + size],
      [x - gap - width, y],
      [x - width / 2, y - gap - half],
      [x - width / 2, y + gap + half]
    ];
    for (const [left, middle] of places) {
      const box = { left, right: left + width, top: middle - half, bottom: middle + half };
      const inside = box.left >= area.left && box.right <= area.right && box.top >= area.top && box.bottom <= area.bottom;
      if (inside && !taken.some((other) => meets(box, other))) return box;
    }
    return null;
  }
  function meets(a, b) {
    return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  }

  // src/lanesPaint.ts
  function ground(pen, frame2, theme2, ticks2, width) {
    frame2.lanes.forEach((lane, number2) => {
      if (number2 % 2) return;
      pen.fillStyle = theme2.band;
      pen.fillRect(0, lane.top, width, lane.bottom - lane.top);
    });
    pen.textBaseline = "middle";
    pen.textAlign = "left";
    for (const { x, tick } of ticks2) {
      if (!tick.line) continue;
      pen.strokeStyle = theme2.line;
      pen.lineWidth = 1;
      pen.beginPath();
      pen.moveTo(Math.round(x) + 0.5, 10);
      pen.lineTo(Math.round(x) + 0.5, frame2.bottom);
      pen.stroke();
    }
    for (const { x, tick } of ticks2) {
      pen.font = `${tick.strong ? 500 : 400} 12px ${theme2.font}`;
      pen.fillStyle = theme2.quiet;
      pen.fillText(tick.label, x + 6, 17);
    }
  }
  function headings(pen, frame2, lanes, theme2, narrow) {
    pen.textBaseline = "alphabetic";
    pen.textAlign = "left";
    lanes.forEach((lane, number2) => {
      const top = frame2.lanes[number2].top;
      const x = narrow ? 12 : 18;
      pen.font = `600 13px ${theme2.font}`;
      pen.fillStyle = theme2.ink;
      const label = fitted(pen, oneLine(lane.label, 60), narrow ? 220 : 146);
      haloed(pen, label, x, top + (narrow ? 16 : 22), theme2);
      const after = narrow ? x + pen.measureText(label).width + 8 : x;
      pen.font = `400 11.5px ${theme2.font}`;
      pen.fillStyle = theme2.quiet;
      haloed(pen, fitted(pen, oneLine(lane.detail, 60), narrow ? 150 : 146), after, top + (narrow ? 16 : 39), theme2);
    });
  }
  function haloed(pen, text2, x, y, theme2) {
    pen.lineJoin = "round";
    pen.lineWidth = 3;
    pen.strokeStyle = theme2.ground;
    pen.strokeText(text2, x, y);
    pen.fillText(text2, x, y);
  }
  function fitted(pen, text2, width) {
    if (pen.measureText(text2).width <= width) return text2;
    const letters = Array.from(text2);
    while (letters.length > 1 && pen.measureText(letters.join("") + "…").width > width) letters.pop();
    return letters.join("") + "…";
  }
  function stroke(model, link3, theme2, crowd) {
    const evidence = model.column("link.evidence")[link3];
    const name = model.scene.evidences[evidence];
    const probability = model.column("link.probability")[link3];
    const strong = documented(name);
    const alpha = (strong ? 0.2 + 0.45 * probability : 0.12 + 0.48 * probability) * crowd;
    return { colour: theme2.evidence[evidence], alpha, width: strong ? 1.15 : name === "timing" ? 0.8 : 1, dashed: name === "timing" };
  }
  function curve(pen, places, parent, child) {
    const { x, y } = places;
    const dx = bend(x[parent], x[child]);
    pen.beginPath();
    pen.moveTo(x[parent], y[parent]);
    pen.bezierCurveTo(x[parent] + dx, y[parent], x[child] - dx, y[child], x[child], y[child]);
  }
  function drawLink(pen, places, parent, child, look, head) {
    pen.globalAlpha = look.alpha;
    pen.strokeStyle = look.colour;
    pen.lineWidth = look.width;
    pen.setLineDash(look.dashed ? [3, 4] : []);
    curve(pen, places, parent, child);
    pen.stroke();
    if (head) arrow(pen, places.x[child] - places.radius[child] - 1, places.y[child], look);
    pen.globalAlpha = 1;
    pen.setLineDash([]);
  }
  function arrow(pen, x, y, look) {
    pen.setLineDash([]);
    pen.fillStyle = look.colour;
    pen.beginPath();
    pen.moveTo(x, y);
    pen.lineTo(x - 5, y - 2.6);
    pen.lineTo(x - 5, y + 2.6);
    pen.fill();
  }
  function interval2(pen, places, post2, theme2) {
    const from = places.from[post2];
    const to = places.to[post2];
    if (to - from < 10) return;
    pen.fillStyle = theme2.span;
    pen.globalAlpha = 0.8;
    pen.beginPath();
    pen.roundRect(from, places.y[post2] - 4, to - from, 8, 4);
    pen.fill();
    pen.globalAlpha = 1;
  }
  function mark(pen, kind, x, y, radius, theme2) {
    if (kind === "article" || kind === "unseen") {
      const half = kind === "article" ? 5 : 4.5;
      pen.beginPath();
      pen.roundRect(x - half, y - half, half * 2, half * 2, 1.5);
      paintMark(pen, kind === "unseen", theme2);
      return;
    }
    pen.beginPath();
    pen.arc(x, y, radius, 0, Math.PI * 2);
    pen.fillStyle = theme2.disc;
    pen.globalAlpha = 0.92;
    pen.fill();
    pen.globalAlpha = 1;
    pen.lineWidth = 1;
    pen.strokeStyle = theme2.ground;
    pen.stroke();
    if (kind !== "crowd") return;
    pen.beginPath();
    pen.arc(x, y, radius + 2.5, 0, Math.PI * 2);
    pen.strokeStyle = theme2.disc;
    pen.stroke();
  }
  function paintMark(pen, hollow, theme2) {
    pen.lineWidth = 1.5;
    if (hollow) {
      pen.fillStyle = theme2.ground;
      pen.strokeStyle = theme2.quiet;
      pen.setLineDash([2, 2]);
    } else {
      pen.fillStyle = theme2.ink;
      pen.strokeStyle = theme2.ground;
    }
    pen.fill();
    pen.stroke();
    pen.setLineDash([]);
  }
  function ring(pen, kind, x, y, radius, colour) {
    pen.strokeStyle = colour;
    pen.lineWidth = 2.2;
    pen.beginPath();
    if (kind === "article" || kind === "unseen") pen.roundRect(x - 7, y - 7, 14, 14, 3);
    else pen.arc(x, y, radius + 2.5, 0, Math.PI * 2);
    pen.stroke();
  }
  function names(pen, wanted, area, theme2, taken, marks) {
    write(pen, wanted, area, { font: theme2.font, ink: theme2.ink, halo: theme2.ground }, taken, marks);
  }

  // src/surface.ts
  var Surface = class {
    constructor(box, label, paintBase, paintTop, resized) {
      this.paintBase = paintBase;
      this.paintTop = paintTop;
      this.resized = resized;
      this.base = document.createElement("canvas");
      this.stale = true;
      this.asked = false;
      this.width = 0;
      this.height = 0;
      this.canvas = document.createElement("canvas");
      this.canvas.tabIndex = 0;
      this.canvas.setAttribute("role", "application");
      this.canvas.setAttribute("aria-label", label);
      box.append(this.canvas);
      this.context = drawing(this.canvas);
      this.under = drawing(this.base);
      new ResizeObserver(() => this.fit(box)).observe(box);
      this.fit(box);
      queueMicrotask(() => this.paint());
    }
    // Paint again at the next frame; `stale` says that the base layer changed too.
    ask(stale) {
      this.stale ||= stale;
      if (this.asked) return;
      this.asked = true;
      requestAnimationFrame(() => this.paint());
    }
    paint() {
      this.asked = false;
      if (!this.width || !this.height) return;
      if (this.stale) {
        this.stale = false;
        this.clear(this.under);
        this.paintBase(this.under);
      }
      this.context.setTransform(1, 0, 0, 1, 0, 0);
      this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
      this.context.drawImage(this.base, 0, 0);
      this.context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
      this.paintTop(this.context);
    }
    // Shift the cached base by (x, y) and scale it by k about the origin: a stand-in until it is painted again.
    preview(x, y, k) {
      this.context.setTransform(1, 0, 0, 1, 0, 0);
      this.context.clearRect(0, 0, this.canvas.width, this.canvas.height);
      this.context.setTransform(k, 0, 0, k, x * this.ratio, y * this.ratio);
      this.context.drawImage(this.base, 0, 0);
    }
    point(event) {
      const box = this.canvas.getBoundingClientRect();
      return [event.clientX - box.left, event.clientY - box.top];
    }
    get ratio() {
      return Math.min(2, Math.max(1, window.devicePixelRatio || 1));
    }
    fit(box) {
      const { clientWidth, clientHeight } = box;
      if (!clientWidth || !clientHeight || clientWidth === this.width && clientHeight === this.height) return;
      this.width = clientWidth;
      this.height = clientHeight;
      for (const canvas of [this.canvas, this.base]) {
        canvas.width = Math.round(this.width * this.ratio);
        canvas.height = Math.round(this.height * this.ratio);
      }
      this.canvas.style.width = `${this.width}px`;
      this.canvas.style.height = `${this.height}px`;
      this.resized();
      this.ask(true);
    }
    clear(context) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, this.canvas.width, this.canvas.height);
      context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    }
  };
  function drawing(canvas) {
    const context = canvas.getContext("2d");
    if (!context) throw new Error("This browser cannot draw on a canvas.");
    return context;
  }

  // src/view.ts
  function inWindow(model, post2, state) {
    const lo = model.column("post.lo")[post2];
    const hi = model.column("post.hi")[post2];
    return hi >= state.window[0] && lo <= state.window[1] && (state.cursor === null || model.middle(post2) <= state.cursor);
  }
  function linkShown(model, link3, state) {
    if (state.hidden.has(model.column("link.evidence")[link3])) return false;
    const parent = model.column("link.parent")[link3];
    const child = model.column("link.child")[link3];
    if (state.cursor !== null) return model.middle(child) <= state.cursor && model.middle(parent) <= state.cursor;
    return inWindow(model, parent, state) || inWindow(model, child, state);
  }
  function lit(model, selection) {
    if (!selection || selection.kind === "edge") return null;
    const found = { posts: /* @__PURE__ */ new Set(), links: /* @__PURE__ */ new Set(), path: /* @__PURE__ */ new Set() };
    if (selection.kind === "post") lightPost(model, selection.post, found);
    else if (selection.kind === "link") found.path.add(selection.link);
    else if (selection.kind === "actor") {
      const actor2 = model.column("post.actor");
      for (let post2 = 0; post2 < model.posts; post2++) if (actor2[post2] === selection.actor) lightAround(model, post2, found);
    } else lightPath(model, selection, found);
    for (const link3 of [...found.links, ...found.path]) {
      found.posts.add(model.column("link.parent")[link3]);
      found.posts.add(model.column("link.child")[link3]);
    }
    return found;
  }
  function lightPost(model, post2, found) {
    lightAround(model, post2, found);
    for (const link3 of model.upstream(post2)) found.path.add(link3);
  }
  function lightAround(model, post2, found) {
    found.posts.add(post2);
    const parent = model.column("link.parent");
    const child = model.column("link.child");
    for (const index2 of [model.into, model.outOf]) {
      for (let at = index2.start[post2]; at < index2.start[post2 + 1]; at++) found.links.add(index2.items[at]);
    }
    for (const link3 of found.links) if (parent[link3] === child[link3]) found.links.delete(link3);
  }
  function lightPath(model, selection, found) {
    const ids = model.scene.findings[selection.finding]?.paths?.[selection.path]?.posts ?? [];
    const posts = ids.map((id) => model.postOf.get(id) ?? -1).filter((post2) => post2 >= 0);
    posts.forEach((post2) => found.posts.add(post2));
    for (let step = 1; step < posts.length; step++) {
      const link3 = between(model, posts[step - 1], posts[step]);
      if (link3 >= 0) found.path.add(link3);
    }
  }
  function between(model, parent, child) {
    let best = -1;
    for (let at = model.outOf.start[parent]; at < model.outOf.start[parent + 1]; at++) {
      const link3 = model.outOf.items[at];
      if (model.column("link.child")[link3] !== child) continue;
      if (best < 0 || model.column("link.evidence")[link3] < model.column("link.evidence")[best]) best = link3;
    }
    return best;
  }

  // src/lanes.ts
  var Lanes = class {
    constructor(shared) {
      this.shared = shared;
      this.element = h("div", { class: "stage", id: "view-lanes" });
      this.frame = { left: 0, right: 1, top: 0, bottom: 1, lanes: [] };
      this.curves = new Float32Array(0);
      this.shownPosts = [];
      this.shownLinks = [];
      this.light = null;
      this.dragged = null;
      const column = () => new Float64Array(shared.model.posts);
      this.places = { x: column(), y: column(), radius: column(), from: column(), to: column() };
      this.surface = new Surface(
        this.element,
        t("canvas.lanes"),
        (pen) => this.base(pen),
        (pen) => this.top(pen),
        () => this.place()
      );
      this.listen();
    }
    update(state, changed) {
      const moved = changed.has("window") || changed.has("cursor") || changed.has("hidden");
      if (moved) this.place();
      if (changed.has("selection")) this.light = lit(this.shared.model, state.selection);
      this.surface.ask(moved || changed.has("selection"));
    }
    restyle() {
      this.surface.ask(true);
      this.surface.paint();
    }
    get narrow() {
      return this.surface.width < 620;
    }
    get state() {
      return this.shared.store.state;
    }
    place() {
      if (!this.surface) return;
      const { model } = this.shared;
      this.frame = frame(model, this.surface.width, this.surface.height, this.narrow);
      const x = scale(this.frame, this.state.window);
      const lo = model.column("post.lo");
      const hi = model.column("post.hi");
      const size = model.column("post.size");
      const largest = most(size);
      for (let post2 = 0; post2 < model.posts; post2++) {
        this.places.from[post2] = x(lo[post2]);
        this.places.to[post2] = x(hi[post2]);
        this.places.x[post2] = x((lo[post2] + hi[post2]) / 2);
        this.places.y[post2] = height(model, this.frame, post2, this.narrow);
        const square = model.kind(post2) === "article" || model.kind(post2) === "unseen";
        this.places.radius[post2] = square ? 5 : 2.4 + 7 * Math.sqrt(size[post2] / largest);
      }
      this.choose();
      this.curves = sampled(this.places.x, this.places.y, model.column("link.parent"), model.column("link.child"));
    }
    choose() {
      const { model } = this.shared;
      this.shownPosts = [];
      this.shownLinks = [];
      for (let post2 = 0; post2 < model.posts; post2++) if (inWindow(model, post2, this.state)) this.shownPosts.push(post2);
      for (let link3 = 0; link3 < model.links; link3++) if (linkShown(model, link3, this.state)) this.shownLinks.push(link3);
      this.element.dataset.posts = String(this.shownPosts.length);
      this.element.dataset.links = String(this.shownLinks.length);
    }
    base(pen) {
      const { model, theme: theme2 } = this.shared;
      const { frame: frame2 } = this;
      const x = scale(frame2, this.state.window);
      const found = ticks(this.state.window[0], this.state.window[1], frame2.right - frame2.left, locale(), this.narrow ? 76 : 110);
      ground(pen, frame2, theme2, found.map((tick) => ({ x: x(tick.at), tick })), this.surface.width);
      pen.save();
      this.clip(pen);
      for (const post2 of this.shownPosts) interval2(pen, this.places, post2, theme2);
      this.links(pen);
      const faint = { ...theme2, disc: mixed(theme2.disc, theme2.ground, 0.28), ink: mixed(theme2.ink, theme2.ground, 0.28) };
      const { x: px, y: py, radius } = this.places;
      for (const post2 of [...this.shownPosts].sort((a, b) => radius[b] - radius[a])) {
        const shy = this.light !== null && !this.light.posts.has(post2);
        mark(pen, model.kind(post2), px[post2], py[post2], radius[post2], shy ? faint : theme2);
      }
      pen.restore();
      this.labels(pen);
      headings(pen, frame2, model.scene.lanes, theme2, this.narrow);
    }
    clip(pen) {
      pen.beginPath();
      pen.rect(this.frame.left - 2, 0, this.frame.right - this.frame.left + 22, this.surface.height);
      pen.clip();
    }
    links(pen) {
      const { model, theme: theme2 } = this.shared;
      const parent = model.column("link.parent");
      const child = model.column("link.child");
      const crowd = Math.max(0.35, Math.min(1, 500 / Math.max(1, this.shownLinks.length)));
      const head = this.shownLinks.length <= 60;
      const order = [...this.shownLinks].sort((a, b) => model.column("link.evidence")[b] - model.column("link.evidence")[a]);
      for (const link3 of order) {
        const look = stroke(model, link3, theme2, crowd);
        if (this.light) look.alpha = this.light.links.has(link3) ? Math.max(0.75, look.alpha) : look.alpha * 0.16;
        drawLink(pen, this.places, parent[link3], child[link3], look, head);
      }
    }
    labels(pen) {
      const { theme: theme2 } = this.shared;
      const taken = this.shownPosts.map((post2) => {
        const r = this.places.radius[post2] + 1;
        const [x, y] = [this.places.x[post2], this.places.y[post2]];
        return { left: x - r, right: x + r, top: y - r, bottom: y + r };
      });
      const area = { left: this.narrow ? 2 : 150, right: this.frame.right + 18, top: this.frame.top, bottom: this.frame.bottom };
      const [chosen, others] = this.wanted();
      const headings2 = this.narrow ? this.headingBoxes() : [];
      [...chosen, ...others.slice(0, 4)].forEach((label) => label.important = true);
      names(pen, [...chosen, ...others], area, theme2, headings2, taken);
    }
    headingBoxes() {
      return this.frame.lanes.map((lane) => ({ left: 0, right: 240, top: lane.top, bottom: lane.top + 22 }));
    }
    // Names wanted, the weightiest first: those of what is chosen, and the named actors at their first post in view.
    wanted() {
      const { model } = this.shared;
      const named2 = model.column("actor.named");
      const first = /* @__PURE__ */ new Map();
      for (const post2 of this.shownPosts) {
        const actor2 = model.actorOf(post2);
        if (named2[actor2] && !first.has(actor2) && this.places.x[post2] >= this.frame.left) first.set(actor2, post2);
      }
      const weight = (post2) => model.outOf.start[post2 + 1] - model.outOf.start[post2];
      const few = this.light !== null && this.light.posts.size < 40;
      const chosen = few ? [...this.light.posts] : [];
      const others = this.light ? [] : [...first.values()].sort((a, b) => weight(b) - weight(a) || a - b);
      const label = (post2, strong) => ({
        x: this.places.x[post2],
        y: this.places.y[post2],
        gap: this.places.radius[post2] + 7,
        text: oneLine(model.label(model.actorOf(post2)), 32),
        strong
      });
      return [
        chosen.map((post2) => label(post2, true)),
        others.slice(0, this.narrow ? 14 : 60).map((post2) => label(post2, weight(post2) >= 5))
      ];
    }
    top(pen) {
      const { theme: theme2 } = this.shared;
      pen.save();
      this.clip(pen);
      if (this.light) this.glow(pen, this.light.path, 2.6);
      const { selection, hover, cursor } = this.state;
      if (selection?.kind === "post") this.ring(pen, selection.post);
      if (hover?.kind === "link") this.glow(pen, /* @__PURE__ */ new Set([hover.link]), 2);
      if (hover?.kind === "post") this.ring(pen, hover.post);
      if (cursor !== null) {
        const x = scale(this.frame, this.state.window)(cursor);
        pen.strokeStyle = theme2.accent;
        pen.lineWidth = 1;
        pen.beginPath();
        pen.moveTo(x, this.frame.top - 8);
        pen.lineTo(x, this.frame.bottom);
        pen.stroke();
      }
      pen.restore();
    }
    glow(pen, links, width) {
      const { model, theme: theme2 } = this.shared;
      for (const link3 of links) {
        const [parent, child] = [model.column("link.parent")[link3], model.column("link.child")[link3]];
        const dashed = model.scene.evidences[model.column("link.evidence")[link3]] === "timing";
        drawLink(pen, this.places, parent, child, { colour: theme2.select, alpha: 1, width, dashed }, false);
        for (const post2 of [parent, child]) {
          mark(pen, model.kind(post2), this.places.x[post2], this.places.y[post2], this.places.radius[post2], theme2);
          this.ring(pen, post2);
        }
      }
    }
    ring(pen, post2) {
      const { model, theme: theme2 } = this.shared;
      ring(pen, model.kind(post2), this.places.x[post2], this.places.y[post2], this.places.radius[post2], theme2.select);
    }
    listen() {
      const { canvas } = this.surface;
      canvas.addEventListener("pointermove", (event) => this.move(event));
      canvas.addEventListener("pointerleave", () => this.hover(null, 0, 0));
      canvas.addEventListener("pointerdown", (event) => this.press(event));
      canvas.addEventListener("pointerup", (event) => this.release(event));
      canvas.addEventListener("wheel", (event) => this.wheel(event), { passive: false });
      canvas.addEventListener("keydown", (event) => this.key(event));
    }
    hover(selection, x, y) {
      this.shared.store.set({ hover: selection });
      this.shared.card.show(selection, x, y);
      this.surface.canvas.classList.toggle("pointing", selection !== null);
    }
    move(event) {
      const [x, y] = this.surface.point(event);
      if (this.dragged) return this.drag(x);
      this.hover(this.find(x, y), event.clientX, event.clientY);
    }
    press(event) {
      const [x] = this.surface.point(event);
      this.dragged = { x, window: this.state.window, moved: false };
      this.surface.canvas.setPointerCapture(event.pointerId);
    }
    drag(x) {
      const start2 = this.dragged;
      if (Math.abs(x - start2.x) > 4) start2.moved = true;
      if (!start2.moved) return;
      const perPixel = (start2.window[1] - start2.window[0]) / (this.frame.right - this.frame.left);
      this.shared.store.set({ window: this.kept(start2.window, (start2.x - x) * perPixel) });
    }
    kept(window2, shift) {
      const [from, to] = this.shared.model.range;
      const moved = Math.max(from - window2[0], Math.min(to - window2[1], shift));
      return [window2[0] + moved, window2[1] + moved];
    }
    release(event) {
      const moved = this.dragged?.moved;
      this.dragged = null;
      if (moved) return;
      const [x, y] = this.surface.point(event);
      this.shared.store.set({ selection: this.find(x, y) });
    }
    wheel(event) {
      event.preventDefault();
      const [x] = this.surface.point(event);
      this.zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY / 300))), x);
    }
    zoom(factor, x = (this.frame.left + this.frame.right) / 2) {
      const [from, to] = this.shared.model.range;
      const middle = timeAt(this.frame, this.state.window, x);
      const span2 = Math.min(to - from, Math.max(6e4, (this.state.window[1] - this.state.window[0]) * factor));
      const share = (middle - this.state.window[0]) / (this.state.window[1] - this.state.window[0]);
      const start2 = Math.max(from, Math.min(to - span2, middle - span2 * share));
      this.shared.store.set({ window: [start2, start2 + span2] });
    }
    // The post under the pointer, else the line.
    find(x, y) {
      if (x < this.frame.left - 4) return null;
      let best = -1;
      let nearest = 6;
      for (const post2 of this.shownPosts) {
        const away = Math.hypot(this.places.x[post2] - x, this.places.y[post2] - y) - this.places.radius[post2];
        if (away < nearest) [nearest, best] = [away, post2];
      }
      if (best >= 0) return { kind: "post", post: best };
      const link3 = this.findLink(x, y);
      return link3 < 0 ? null : { kind: "link", link: link3 };
    }
    findLink(x, y) {
      let best = -1;
      let nearest = 5;
      for (const link3 of this.shownLinks) {
        let at = link3 * (STEPS2 + 1) * 2;
        for (let step = 0; step < STEPS2; step++, at += 2) {
          const c = this.curves;
          const away = distance(x, y, c[at], c[at + 1], c[at + 2], c[at + 3]);
          if (away < nearest) [nearest, best] = [away, link3];
        }
      }
      return best;
    }
    key(event) {
      const step = {
        ArrowRight: () => this.walk(1, 0),
        ArrowLeft: () => this.walk(-1, 0),
        ArrowDown: () => this.walk(0, 1),
        ArrowUp: () => this.walk(0, -1),
        "+": () => this.zoom(0.7),
        "=": () => this.zoom(0.7),
        "-": () => this.zoom(1.4),
        Enter: () => document.getElementById("panel")?.focus(),
        Escape: () => this.shared.store.set({ selection: null })
      };
      if (!step[event.key]) return;
      event.preventDefault();
      step[event.key]();
    }
    // To the next post of this lane in time, or to the nearest in time of the lane above or below.
    walk(along, across) {
      const { model } = this.shared;
      const selected = this.state.selection;
      if (selected?.kind !== "post") {
        if (this.shownPosts.length) this.shared.store.set({ selection: { kind: "post", post: this.shownPosts[0] } });
        return;
      }
      const here = selected.post;
      const lane = model.laneOf(here) + across;
      const near = (post2) => Math.abs(model.middle(post2) - model.middle(here));
      const choice = this.shownPosts.filter((post2) => model.laneOf(post2) === lane && (across !== 0 || (post2 - here) * along > 0));
      if (!choice.length) return;
      const next = along ? choice.reduce((a, b) => (b - a) * along < 0 ? b : a) : choice.reduce((a, b) => near(b) < near(a) ? b : a);
      this.shared.store.set({ selection: { kind: "post", post: next } });
    }
  };
  function mixed(colour, ground2, share) {
    const part = (hex, at) => parseInt(hex.slice(at, at + 2), 16);
    const mix = (at) => Math.round(part(colour, at) * share + part(ground2, at) * (1 - share));
    return `#${[1, 3, 5].map((at) => mix(at).toString(16).padStart(2, "0")).join("")}`;
  }

  // src/legend.ts
  var Legend = class {
    constructor(model, store) {
      this.model = model;
      this.store = store;
      this.element = h("div", { class: "legend" });
      this.restyle();
    }
    update(_state, changed) {
      if (changed.has("hidden") || changed.has("view")) this.restyle();
    }
    restyle() {
      const counts = this.counts();
      const kinds = counts.flatMap((count, kind) => count ? [this.toggle(kind)] : []);
      this.element.setAttribute("aria-label", t("filter"));
      this.element.setAttribute("role", "group");
      replace(this.element, ...kinds, ...this.store.state.view === "lanes" ? this.shapes() : []);
    }
    counts() {
      const counts = this.model.scene.evidences.map(() => 0);
      for (const kind of this.model.column("edge.evidence")) counts[kind]++;
      for (const kind of this.model.column("link.evidence")) counts[kind]++;
      return counts;
    }
    toggle(kind) {
      const name = this.model.scene.evidences[kind];
      const off = this.store.state.hidden.has(kind);
      const click = () => {
        const hidden = new Set(this.store.state.hidden);
        if (!hidden.delete(kind)) hidden.add(kind);
        this.store.set({ hidden });
        this.element.querySelector(`[data-evidence="${name}"]`)?.focus();
      };
      const line = s(
        "svg",
        { viewBox: "0 0 22 8", class: "key", "aria-hidden": "true" },
        s("line", { x1: 0, x2: 22, y1: 4, y2: 4, class: `stroke-${name}` })
      );
      return h(
        "button",
        { class: off ? "filter off" : "filter", "aria-pressed": off ? "false" : "true", "data-evidence": name, title: t(off ? "show" : "hide"), click },
        line,
        t(name)
      );
    }
    shapes() {
      const kinds = new Set(Array.from({ length: this.model.posts }, (_, post2) => this.model.kind(post2)));
      const key = (shape, words) => h("span", { class: "shape" }, s("svg", { viewBox: "0 0 20 12", class: "key", "aria-hidden": "true" }, shape), words);
      const found = [];
      if (kinds.has("article")) found.push(key(s("rect", { x: 5, y: 1, width: 10, height: 10, rx: 1.5, class: "ink" }), t("kind.article")));
      if ([...kinds].some((kind) => !["article", "unseen", "crowd"].includes(kind))) {
        found.push(key(s("circle", { cx: 10, cy: 6, r: 4.5, class: "disc" }), `${t("kind.post")}, ${t("size")}: ${t(`size.${this.model.scene.size}`)}`));
      }
      if (kinds.has("crowd")) found.push(key(s("g", {}, s("circle", { cx: 10, cy: 6, r: 3, class: "disc" }), s("circle", { cx: 10, cy: 6, r: 5.2, class: "outline" })), t("kind.crowd")));
      if (kinds.has("unseen")) found.push(key(s("rect", { x: 5.5, y: 1.5, width: 9, height: 9, rx: 1.5, class: "hollow" }), t("kind.unseen")));
      if (this.spans()) found.push(key(s("rect", { x: 0, y: 3, width: 20, height: 6, rx: 3, class: "span" }), t("interval")));
      return found;
    }
    spans() {
      const [lo, hi] = [this.model.column("post.lo"), this.model.column("post.hi")];
      const wide = (this.model.range[1] - this.model.range[0]) / 80;
      return lo.some((value, post2) => hi[post2] - value > wide);
    }
  };

  // src/networkGeometry.ts
  function strengths(nodes, source, target, weight) {
    const out = new Float32Array(nodes);
    for (let edge2 = 0; edge2 < source.length; edge2++) {
      out[source[edge2]] += weight[edge2];
      if (target[edge2] !== source[edge2]) out[target[edge2]] += weight[edge2];
    }
    return out;
  }
  function extent(values, more) {
    let low = Math.min(Infinity, ...more);
    let high = Math.max(-Infinity, ...more);
    for (let i = 0; i < values.length; i++) {
      low = Math.min(low, values[i]);
      high = Math.max(high, values[i]);
    }
    return values.length ? [low, high] : [0, 1];
  }
  function discs(x, y, community) {
    const found = /* @__PURE__ */ new Map();
    for (let node2 = 0; node2 < x.length; node2++) {
      const disc = found.get(community[node2]) ?? { x: 0, y: 0, r: 0, nodes: 0 };
      disc.x += x[node2];
      disc.y += y[node2];
      disc.nodes++;
      found.set(community[node2], disc);
    }
    for (const disc of found.values()) [disc.x, disc.y] = [disc.x / disc.nodes, disc.y / disc.nodes];
    for (let node2 = 0; node2 < x.length; node2++) {
      const disc = found.get(community[node2]);
      disc.r = Math.max(disc.r, Math.hypot(x[node2] - disc.x, y[node2] - disc.y) + 0.55);
    }
    return [...found.values()].filter((disc) => disc.nodes > 3);
  }
  function ahead(x, y, shown, from, dx, dy) {
    let best = -1;
    let least = Infinity;
    for (let node2 = 0; node2 < x.length; node2++) {
      const along = (x[node2] - x[from]) * dx + (y[node2] - y[from]) * dy;
      const aside = Math.abs((x[node2] - x[from]) * dy) + Math.abs((y[node2] - y[from]) * dx);
      if (node2 === from || along <= 0 || !shown[node2] || along + 2 * aside >= least) continue;
      least = along + 2 * aside;
      best = node2;
    }
    return best;
  }

  // src/network.ts
  var Network = class {
    constructor(shared) {
      this.shared = shared;
      this.element = h("div", { class: "stage", id: "view-network" });
      this.camera = { x: 0, y: 0, k: 1 };
      this.painted = { x: 0, y: 0, k: 1 };
      this.present = new Uint8Array(0);
      this.chosen = null;
      this.dragged = null;
      this.settle = 0;
      const { model } = shared;
      this.nx = model.column("node.x");
      this.ny = model.column("node.y");
      this.actor = model.column("node.actor");
      this.from = model.column("edge.source");
      this.to = model.column("edge.target");
      this.kind = model.column("edge.evidence");
      this.weight = model.column("edge.weight");
      this.strength = strengths(model.nodes, this.from, this.to, this.weight);
      const most2 = this.strength.reduce((a, b) => Math.max(a, b), 1);
      this.radius = this.strength.map((value) => 0.09 + 0.3 * Math.sqrt(value / most2));
      this.byStrength = Array.from(this.strength.keys()).sort((a, b) => this.strength[b] - this.strength[a] || a - b);
      this.discs = discs(this.nx, this.ny, model.column("node.community"));
      this.surface = new Surface(
        this.element,
        t("canvas.network"),
        (pen) => this.base(pen),
        (pen) => this.top(pen),
        () => this.fit()
      );
      this.filter();
      this.listen();
    }
    update(_state, changed) {
      if (changed.has("window") || changed.has("cursor") || changed.has("hidden")) this.filter();
      if (changed.has("selection")) this.chosen = this.picked();
      this.surface.ask(changed.has("selection") || changed.has("window") || changed.has("cursor") || changed.has("hidden"));
    }
    restyle() {
      this.surface.ask(true);
      this.surface.paint();
    }
    // Bring a node into the middle, near enough to read its name.
    fly(node2) {
      const k = Math.max(this.camera.k, 14);
      this.camera = {
        k,
        x: this.surface.width / 2 - this.nx[node2] * k,
        y: this.surface.height / 2 - this.ny[node2] * k
      };
      this.surface.ask(true);
    }
    fit() {
      if (!this.surface) return;
      const [left, right] = extent(this.nx, this.discs.flatMap((disc) => [disc.x - disc.r, disc.x + disc.r]));
      const [top, bottom] = extent(this.ny, this.discs.flatMap((disc) => [disc.y - disc.r, disc.y + disc.r]));
      const { width, height: height2 } = this.surface;
      const k = Math.min((width - 60) / Math.max(3, right - left), (height2 - 40) / Math.max(3, bottom - top), 46);
      this.camera = { k, x: width / 2 - k * (left + right) / 2, y: height2 / 2 - k * (top + bottom) / 2 };
      this.surface.ask(true);
    }
    zoom(factor, x = this.surface.width / 2, y = this.surface.height / 2) {
      const k = Math.max(0.2, Math.min(220, this.camera.k / factor));
      const ratio = k / this.camera.k;
      this.camera = { k, x: x - (x - this.camera.x) * ratio, y: y - (y - this.camera.y) * ratio };
      this.moved();
    }
    get state() {
      return this.shared.store.state;
    }
    // While the reader moves, the painted frame is shifted and scaled; it is painted anew when he rests.
    moved() {
      const heavy = this.shared.model.edges > 4e3;
      if (!heavy) return this.surface.ask(true);
      const k = this.camera.k / this.painted.k;
      this.surface.preview(this.camera.x - this.painted.x * k, this.camera.y - this.painted.y * k, k);
      clearTimeout(this.settle);
      this.settle = window.setTimeout(() => this.surface.ask(true), 90);
    }
    // Nodes that had begun to post by the end of the window and had not ceased before it; all, where there is no time.
    filter() {
      const { model } = this.shared;
      const { window: window2, cursor } = this.state;
      const [since, until] = [model.column("node.since"), model.column("node.until")];
      const end2 = cursor === null ? window2[1] : Math.min(cursor, window2[1]);
      this.present = new Uint8Array(model.nodes).fill(1);
      for (let node2 = 0; node2 < since.length; node2++) this.present[node2] = Number(since[node2] <= end2 && until[node2] >= window2[0]);
      this.element.dataset.nodes = String(this.present.reduce((sum, value) => sum + value, 0));
      this.element.dataset.edges = String(this.edges().length);
    }
    edges() {
      const { model } = this.shared;
      const out = [];
      for (let edge2 = 0; edge2 < model.edges; edge2++) if (this.edgeShown(edge2)) out.push(edge2);
      return out;
    }
    edgeShown(edge2) {
      if (this.state.hidden.has(this.kind[edge2])) return false;
      return this.present[this.from[edge2]] === 1 && this.present[this.to[edge2]] === 1;
    }
    at(node2) {
      return [
        this.nx[node2] * this.camera.k + this.camera.x,
        this.ny[node2] * this.camera.k + this.camera.y
      ];
    }
    size(node2) {
      return Math.max(1.3, Math.min(12, this.radius[node2] * this.camera.k));
    }
    base(pen) {
      this.painted = { ...this.camera };
      this.grounds(pen);
      this.lines(pen);
      this.nodes(pen);
      this.labels(pen);
    }
    // A quiet disc under each community of some size.
    grounds(pen) {
      const { theme: theme2 } = this.shared;
      const { k, x, y } = this.camera;
      for (const disc of this.discs) {
        pen.beginPath();
        pen.arc(disc.x * k + x, disc.y * k + y, disc.r * k, 0, Math.PI * 2);
        pen.fillStyle = theme2.band;
        pen.fill();
        pen.strokeStyle = theme2.line;
        pen.lineWidth = 1;
        pen.stroke();
      }
    }
    // Lines of one look are stroked as one path: by evidence and by whether they touch what is chosen.
    lines(pen) {
      const { model, theme: theme2 } = this.shared;
      const shown = this.edges();
      const groups2 = /* @__PURE__ */ new Map();
      for (const edge2 of shown) {
        const touches = this.chosen ? Number(this.touches(edge2)) : 2;
        const heavy = Math.min(2, Math.floor(Math.log2(this.weight[edge2] + 1) / 2));
        const key = (this.kind[edge2] * 3 + touches) * 3 + heavy;
        if (!groups2.has(key)) groups2.set(key, []);
        groups2.get(key).push(edge2);
      }
      const base = Math.max(0.05, Math.min(0.85, 9 / Math.sqrt(shown.length + 1)));
      for (const [key, edges] of [...groups2].sort((a, b) => Math.floor(a[0] / 3) % 3 - Math.floor(b[0] / 3) % 3 || b[0] - a[0])) {
        const evidence = Math.floor(key / 9);
        const touches = Math.floor(key / 3) % 3;
        const name = model.scene.evidences[evidence];
        pen.strokeStyle = theme2.evidence[evidence];
        pen.globalAlpha = (touches === 0 ? 0.12 : touches === 1 ? 1 : 1) * (touches === 1 ? 0.85 : base * (documented(name) ? 1 : 0.7));
        pen.lineWidth = (0.7 + 0.8 * (key % 3)) * (touches === 1 ? 1.4 : 1);
        pen.setLineDash(name === "timing" ? [3, 4] : []);
        this.trace(pen, edges);
      }
      pen.setLineDash([]);
      pen.globalAlpha = 1;
    }
    trace(pen, edges) {
      pen.beginPath();
      for (const edge2 of edges) {
        const source = this.from[edge2];
        const target = this.to[edge2];
        const [x1, y1] = this.at(source);
        const [x2, y2] = this.at(target);
        if (source === target) {
          const r = this.size(source) + 3;
          pen.moveTo(x1 + r, y1 - r);
          pen.arc(x1, y1 - r, r, 0, Math.PI * 2);
          continue;
        }
        pen.moveTo(x1, y1);
        const bend2 = 0.12;
        pen.quadraticCurveTo((x1 + x2) / 2 - (y2 - y1) * bend2, (y1 + y2) / 2 + (x2 - x1) * bend2, x2, y2);
      }
      pen.stroke();
    }
    touches(edge2) {
      const { selection } = this.state;
      if (selection?.kind === "edge") return selection.edge === edge2;
      const focus = this.focus();
      return this.from[edge2] === focus || this.to[edge2] === focus;
    }
    focus() {
      const { model } = this.shared;
      const { selection } = this.state;
      if (selection?.kind === "actor") return model.nodeOf.get(selection.actor) ?? -1;
      if (selection?.kind === "post") return model.nodeOf.get(model.actorOf(selection.post)) ?? -1;
      return -1;
    }
    // The chosen node with its neighbours, or the two ends of the chosen line.
    picked() {
      const { model } = this.shared;
      const { selection } = this.state;
      const ends2 = (edge2) => [this.from[edge2], this.to[edge2]];
      if (selection?.kind === "edge") return new Set(ends2(selection.edge));
      const focus = this.focus();
      if (focus < 0) return null;
      const found = /* @__PURE__ */ new Set([focus]);
      for (const edge2 of around(model.ties, focus)) ends2(edge2).forEach((node2) => found.add(node2));
      return found;
    }
    nodes(pen) {
      const { theme: theme2 } = this.shared;
      const faint = mixed(theme2.ink, theme2.ground, 0.2);
      for (let place = this.byStrength.length - 1; place >= 0; place--) {
        const node2 = this.byStrength[place];
        const [x, y] = this.at(node2);
        if (x < -30 || y < -30 || x > this.surface.width + 30 || y > this.surface.height + 30) continue;
        const shy = !this.present[node2] || this.chosen && !this.chosen.has(node2);
        pen.fillStyle = shy ? faint : this.press(node2) ? theme2.ink : theme2.disc;
        this.shape(pen, node2, x, y, this.size(node2));
        pen.fill();
        if (this.size(node2) < 3) continue;
        pen.strokeStyle = theme2.ground;
        pen.lineWidth = 1;
        pen.stroke();
      }
    }
    shape(pen, node2, x, y, r) {
      pen.beginPath();
      if (this.press(node2)) pen.roundRect(x - r * 0.9, y - r * 0.9, r * 1.8, r * 1.8, Math.min(2.5, r / 3));
      else pen.arc(x, y, r, 0, Math.PI * 2);
    }
    press(node2) {
      const role = this.shared.model.scene.actors.role[this.actor[node2]];
      return role === "outlet" || role === "agency" || role === "aggregator";
    }
    labels(pen) {
      const { model, theme: theme2 } = this.shared;
      const actors = this.actor;
      const named2 = model.column("actor.named");
      const near = this.camera.k > 60;
      const first = this.chosen && this.chosen.size < 60 ? [...this.chosen] : [];
      const others = this.byStrength.filter((node2) => (named2[actors[node2]] || near) && this.present[node2] && !(this.chosen && !this.chosen.has(node2)));
      const wanted = [];
      for (const node2 of /* @__PURE__ */ new Set([...first, ...others])) {
        const [x, y] = this.at(node2);
        if (x < 0 || y < 0 || x > this.surface.width || y > this.surface.height) continue;
        wanted.push({ x, y, gap: this.size(node2) + 4, text: oneLine(model.label(actors[node2]), 30), strong: this.size(node2) > 8 });
        if (wanted.length >= 70) break;
      }
      const area = { left: 4, top: 4, right: this.surface.width - 4, bottom: this.surface.height - 4 };
      const look = { font: theme2.font, ink: theme2.ink, halo: theme2.ground };
      wanted.slice(0, 12).forEach((label) => label.important = true);
      write(pen, wanted, area, look, [], this.boxes());
    }
    // The larger marks in view, so that no label lies on one.
    boxes() {
      const out = [];
      for (const node2 of this.byStrength.slice(0, 600)) {
        const [x, y] = this.at(node2);
        const r = this.size(node2);
        if (r > 3 && x > 0 && y > 0 && x < this.surface.width && y < this.surface.height) out.push({ left: x - r, right: x + r, top: y - r, bottom: y + r });
      }
      return out;
    }
    top(pen) {
      const { theme: theme2, model } = this.shared;
      const { hover } = this.state;
      const mark2 = (node2) => {
        const [x, y] = this.at(node2);
        pen.strokeStyle = theme2.select;
        pen.lineWidth = 2.2;
        this.shape(pen, node2, x, y, this.size(node2) + 2.5);
        pen.stroke();
      };
      if (this.focus() >= 0) mark2(this.focus());
      if (hover?.kind === "actor" && model.nodeOf.has(hover.actor)) mark2(model.nodeOf.get(hover.actor));
      const edge2 = hover?.kind === "edge" ? hover.edge : this.state.selection?.kind === "edge" ? this.state.selection.edge : -1;
      if (edge2 < 0) return;
      pen.strokeStyle = theme2.select;
      pen.lineWidth = 2.4;
      this.trace(pen, [edge2]);
    }
    listen() {
      const { canvas } = this.surface;
      canvas.addEventListener("pointermove", (event) => this.move(event));
      canvas.addEventListener("pointerleave", () => this.hover(null, 0, 0));
      canvas.addEventListener("pointerdown", (event) => {
        const [x, y] = this.surface.point(event);
        this.dragged = { x, y, moved: false };
        canvas.setPointerCapture(event.pointerId);
      });
      canvas.addEventListener("pointerup", (event) => this.release(event));
      canvas.addEventListener("wheel", (event) => {
        event.preventDefault();
        const [x, y] = this.surface.point(event);
        this.zoom(Math.exp(Math.max(-1, Math.min(1, event.deltaY / 300))), x, y);
      }, { passive: false });
      canvas.addEventListener("keydown", (event) => this.key(event));
    }
    hover(selection, x, y) {
      this.shared.store.set({ hover: selection });
      this.shared.card.show(selection, x, y);
      this.surface.canvas.classList.toggle("pointing", selection !== null);
    }
    move(event) {
      const [x, y] = this.surface.point(event);
      const start2 = this.dragged;
      if (!start2) return this.hover(this.find(x, y), event.clientX, event.clientY);
      if (!start2.moved && Math.hypot(x - start2.x, y - start2.y) < 4) return;
      this.camera = { ...this.camera, x: this.camera.x + x - start2.x, y: this.camera.y + y - start2.y };
      this.dragged = { x, y, moved: true };
      this.moved();
    }
    release(event) {
      const moved = this.dragged?.moved;
      this.dragged = null;
      if (moved) return;
      const [x, y] = this.surface.point(event);
      this.shared.store.set({ selection: this.find(x, y) });
    }
    find(x, y) {
      const { model } = this.shared;
      let best = -1;
      let nearest = 5;
      for (let node2 = 0; node2 < model.nodes; node2++) {
        const [nx, ny] = this.at(node2);
        const away = Math.hypot(nx - x, ny - y) - this.size(node2);
        if (away < nearest) [nearest, best] = [away, node2];
      }
      if (best >= 0) return { kind: "actor", actor: this.actor[best] };
      const edge2 = this.findEdge(x, y);
      return edge2 < 0 ? null : { kind: "edge", edge: edge2 };
    }
    findEdge(x, y) {
      const { model } = this.shared;
      const many = model.edges > 4e3;
      let best = -1;
      let nearest = 4;
      for (let edge2 = 0; edge2 < model.edges; edge2++) {
        if (many && (!this.chosen || !this.touches(edge2)) || !this.edgeShown(edge2)) continue;
        const [x1, y1] = this.at(this.from[edge2]);
        const [x2, y2] = this.at(this.to[edge2]);
        const [mx, my] = [(x1 + x2) / 2 - (y2 - y1) * 0.06, (y1 + y2) / 2 + (x2 - x1) * 0.06];
        const away = Math.min(distance(x, y, x1, y1, mx, my), distance(x, y, mx, my, x2, y2));
        if (away < nearest) [nearest, best] = [away, edge2];
      }
      return best;
    }
    key(event) {
      const act = {
        ArrowRight: () => this.walk(1, 0),
        ArrowLeft: () => this.walk(-1, 0),
        ArrowDown: () => this.walk(0, 1),
        ArrowUp: () => this.walk(0, -1),
        "+": () => this.zoom(0.7),
        "=": () => this.zoom(0.7),
        "-": () => this.zoom(1.4),
        "0": () => this.fit(),
        Enter: () => document.getElementById("panel")?.focus(),
        Escape: () => this.shared.store.set({ selection: null })
      };
      if (!act[event.key]) return;
      event.preventDefault();
      act[event.key]();
    }
    // To the nearest node on that side; the most tied node begins.
    walk(dx, dy) {
      const focus = this.focus();
      const go = (node2) => this.shared.store.set({ selection: { kind: "actor", actor: this.actor[node2] } });
      if (focus < 0) return this.byStrength.length ? go(this.byStrength[0]) : void 0;
      const best = ahead(this.nx, this.ny, this.present, focus, dx, dy);
      if (best >= 0) go(best);
    }
  };

  // src/finding.ts
  function card2(model, place, choose) {
    const finding = model.scene.findings[place];
    const [source, target] = groups(finding);
    return [
      h("p", { class: "eyebrow" }, foreign(source), " → ", foreign(target)),
      h("h2", { class: "verdict" }, word(finding.verdict), finding.grade ? h("span", { class: "grade", title: t("grade") }, finding.grade) : null),
      h("p", { class: "sentence" }, foreign(worded(finding.sentence || finding.reason || "", finding))),
      ...bounds(finding, source, target),
      ...ledger(model, finding),
      ...paths(model, finding, place, choose),
      ...relays(model, finding),
      ...turns(finding, source, target),
      ...full(finding)
    ];
  }
  function groups(finding) {
    return [plain(finding.source_group ?? "?"), plain(finding.target_group ?? "?")];
  }
  function worded(text2, finding) {
    const names2 = [finding.source_group, finding.target_group, finding.via_group].filter((name) => Boolean(name));
    return names2.reduce((words, name) => words.split(name).join(name.replace(/_/g, " ")), text2);
  }
  function plain(name) {
    const words = name.includes("=") ? name : name.replace(/_/g, " ");
    return words.slice(0, 1).toUpperCase() + words.slice(1);
  }
  function word(verdict) {
    const key = `verdict.${verdict.replace(/_/g, " ")}`;
    const found = t(key);
    return found === key ? verdict : found;
  }
  function bounds(finding, source, target) {
    const rows = [
      [`${source} → ${target}`, finding.share, finding.estimate90],
      [`${target} → ${source}`, finding.reverse, finding.reverse_estimate90]
    ];
    const drawn = rows.flatMap(([name, share, inner]) => share ? [bar(name, share, inner)] : []);
    if (!drawn.length) return [];
    const scale2 = h("div", { class: "scale", "aria-hidden": "true" }, ...[0, 25, 50, 75, 100].map((value) => h("span", {}, `${value} %`)));
    return [h("div", { class: "bounds", role: "group", "aria-label": t("bounds") }, ...drawn, scale2)];
  }
  function bar(name, share, inner) {
    const words = spelled(share);
    const known = share.estimate !== null && share.estimate !== void 0;
    const dot = known ? h("span", { class: "dot" }) : null;
    if (dot) dot.style.left = `${share.estimate * 100}%`;
    return h(
      "div",
      { class: "bound", title: words },
      h("span", { class: "bound-name" }, foreign(name)),
      h(
        "span",
        { class: "track", role: "img", "aria-label": words },
        piece("whisker", share.low90, share.high90),
        piece("outer", share.lower, share.upper),
        inner ? piece("inner", inner[0], inner[1]) : null,
        dot
      )
    );
  }
  function piece(kind, from, to) {
    if (from === null || to === null) return null;
    const part = h("span", { class: kind });
    part.style.left = `${from * 100}%`;
    part.style.width = `${Math.max(0.6, (to - from) * 100)}%`;
    return part;
  }
  function spelled(share) {
    const parts = [`${t("documented")} ${percent(share.lower)}`, `${t("estimate")} ${percent(share.estimate)}`, `${t("notExcluded")} ${percent(share.upper)}`];
    return `${parts.join(", ")} (${t("interval90")} ${percent(share.low90)}–${percent(share.high90)})`;
  }
  function ledger(model, finding) {
    const counts = model.scene.evidences.map((name, evidence) => ({ name, evidence, count: finding.evidence?.[name] ?? 0 })).filter(({ name, count }) => count > 0 || name === "timing");
    if (!finding.evidence) return [];
    return [h("h3", {}, t("rests")), h("ul", { class: "ledger" }, ...counts.map(({ name, evidence, count }) => h("li", {}, swatch(model, evidence), h("span", {}, t(`count.${name}`)), h("span", { class: "count" }, number(count)))))];
  }
  function paths(model, finding, place, choose) {
    const found = finding.paths ?? [];
    if (!found.length) return [];
    const one = (path, number2) => {
      const first = model.postOf.get(path.posts[0]) ?? -1;
      const steps = path.evidence.map((name) => t(`did.${name}`)).join(" · ");
      return h(
        "button",
        { class: "path", click: () => choose({ kind: "path", finding: place, path: number2 }) },
        h("span", { class: "path-who" }, ...path.actors.flatMap((actor2, step) => [step ? " → " : null, foreign(named(model, actor2), step === 0 || step === path.actors.length - 1 ? "strong" : "")])),
        h("span", { class: "quiet" }, [first < 0 ? "" : when(model, first), steps, path.probability !== null && path.probability < 0.995 ? t("probability", { p: percent(path.probability) }) : ""].filter(Boolean).join(" · "))
      );
    };
    return [h("h3", {}, t("pathsShortest")), ...found.slice(0, 6).map(one)];
  }
  function named(model, id) {
    const at = model.scene.actors.id.indexOf(id);
    return at < 0 ? id : model.label(at);
  }
  function relays(model, finding) {
    const found = finding.relays ?? [];
    if (!found.length) return [];
    return [h("h3", {}, t("relays")), h("ul", { class: "ledger" }, ...found.slice(0, 5).map(({ actor: actor2, share }) => h("li", {}, h("span", {}, foreign(named(model, actor2))), h("span", { class: "count" }, percent(share)))))];
  }
  function turns(finding, source, target) {
    const words = [];
    const { fragility, coverage } = finding;
    const reason = finding.reason ?? "";
    if (reason && !finding.sentence?.includes(reason.replace(/\.$/, ""))) words.push(`${plain(reason).replace(/\.?$/, ".")}`);
    if (finding.p_first_source !== null && finding.p_first_source !== void 0) words.push(t("earliest", { source, p: percent(finding.p_first_source) }));
    if (fragility?.posts) words.push(t("fragilityPosts", { n: fragility.posts }));
    if (fragility?.hours) words.push(t("fragilityHours", { n: fragility.hours }));
    if (finding.lag_hours) words.push(t("lag", { n: finding.lag_hours }));
    words.push(t("coverage", { source, target, a: percent(coverage?.source), b: percent(coverage?.target) }));
    return [h("h3", {}, t("turn")), h("p", { class: "turns" }, foreign(worded(words.join(" "), finding)))];
  }
  function full(finding) {
    const words = finding.paragraph;
    if (!words || words === finding.sentence) return [];
    return [h("details", { class: "full" }, h("summary", {}, t("inFull")), h("p", {}, foreign(worded(words, finding))))];
  }

  // src/panel.ts
  var Panel = class {
    constructor(shared) {
      this.shared = shared;
      this.element = h("aside", { class: "panel", id: "panel", tabindex: -1, "aria-label": t("panel") });
      this.place = 0;
    }
    update(state) {
      const chosen = state.selection;
      this.element.setAttribute("aria-label", t("panel"));
      if (!chosen || chosen.kind === "path") return replace(this.element, ...this.home());
      replace(this.element, this.back(), ...this.evidence(chosen));
      this.element.scrollTop = 0;
    }
    evidence(chosen) {
      const { model } = this.shared;
      const choose = (selection) => this.shared.store.set({ selection });
      if (chosen.kind === "post") return post(model, chosen.post, choose);
      if (chosen.kind === "link") return link2(model, chosen.link, choose);
      if (chosen.kind === "actor") return actor(model, chosen.actor, choose);
      return chosen.kind === "edge" ? edge(model, chosen.edge, choose) : [];
    }
    back() {
      const words = this.shared.model.scene.findings.length ? t("back") : t("backAll");
      return h("button", { class: "back", click: () => this.shared.store.set({ selection: null }) }, `← ${words}`);
    }
    home() {
      const { scene } = this.shared.model;
      const choose = (selection) => this.shared.store.set({ selection });
      if (!scene.findings.length) return [...this.overview(), ...this.earliest(choose)];
      const chooser = scene.findings.length > 1 ? [this.chooser()] : [];
      return [...chooser, ...card2(this.shared.model, this.place, choose), h("p", { class: "quiet hint" }, t("intro"))];
    }
    chooser() {
      const change = (event) => {
        this.place = Number(event.target.value);
        this.update(this.shared.store.state);
      };
      return h("label", { class: "chooser" }, h("span", { class: "quiet" }, t("findings")), h(
        "select",
        { change },
        ...this.shared.model.scene.findings.map((found, place) => h("option", { value: place, selected: place === this.place }, groups(found).join(" → ")))
      ));
    }
    // Without a finding: what the map holds, by class of evidence.
    overview() {
      const { model } = this.shared;
      const { scene } = model;
      const counts = scene.evidences.map(() => 0);
      for (const [, , kind, count] of scene.dimensions[0]?.cells ?? []) counts[kind] += count;
      const facts = [scene.facts.posts ? counted("posts", scene.facts.posts) : "", counted("actors", scene.facts.actors)];
      return [
        h("p", { class: "eyebrow" }, t(`level.${scene.level}`)),
        h("h2", { class: "verdict" }, foreign(scene.title)),
        h("p", {}, facts.filter(Boolean).join(" · ")),
        h("p", { class: "quiet" }, scene.level === "case" ? t("introGraph") : t("noFinding")),
        h("h3", {}, t("rests")),
        h("ul", { class: "ledger" }, ...scene.evidences.map((name, kind) => counts[kind] ? h(
          "li",
          {},
          swatch(model, kind),
          h("span", {}, t(`count.${name}`)),
          h("span", { class: "count" }, number(counts[kind]))
        ) : null))
      ];
    }
    earliest(choose) {
      const { model } = this.shared;
      if (model.has("histogram.posts")) return [h("h3", {}, t("postsOf")), postList(model, Array.from({ length: Math.min(6, model.posts) }, (_, post2) => post2), choose)];
      const strength = (node2) => around(model.ties, node2).reduce((sum, edge2) => sum + model.column("edge.weight")[edge2], 0);
      const nodes = Array.from({ length: model.nodes }, (_, node2) => ({ node: node2, strength: strength(node2) }));
      nodes.sort((a, b) => b.strength - a.strength || a.node - b.node);
      return [h("h3", {}, t("largestTies")), h("ul", { class: "ledger" }, ...nodes.slice(0, 10).map(({ node: node2, strength: strength2 }) => {
        const actor2 = model.column("node.actor")[node2];
        return h(
          "li",
          {},
          h("button", { class: "plain", click: () => choose({ kind: "actor", actor: actor2 }) }, who(model, actor2)),
          h("span", { class: "count" }, number(strength2))
        );
      }))];
    }
  };

  // src/search.ts
  var MOST = 12;
  function matches(model, query, most2 = MOST) {
    const wanted = fold(query).trim();
    if (!wanted) return { found: [], total: 0 };
    const found = [];
    let total = 0;
    const offer = (selection) => {
      total++;
      if (found.length < most2) found.push(selection);
    };
    const { label, id } = model.scene.actors;
    for (let actor2 = 0; actor2 < label.length; actor2++) if (fold(label[actor2]).includes(wanted) || fold(id[actor2]).includes(wanted)) offer({ kind: "actor", actor: actor2 });
    const { title, text: text2, id: ids } = model.scene.posts;
    for (let post2 = 0; post2 < model.posts; post2++) if (fold(`${title[post2]} ${text2[post2]}`).includes(wanted) || ids[post2] === query) offer({ kind: "post", post: post2 });
    return { found, total };
  }
  function fold(text2) {
    return text2.normalize("NFKC").toLocaleLowerCase("und");
  }
  var Search = class {
    constructor(model, go, say) {
      this.model = model;
      this.go = go;
      this.say = say;
      this.element = h("div", { class: "search" });
      this.input = h("input", { type: "search", id: "search", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": "found", autocomplete: "off", spellcheck: "false" });
      this.list = h("ul", { id: "found", role: "listbox", class: "found", hidden: true });
      this.found = [];
      this.at = -1;
      this.element.append(this.input, this.list);
      this.input.addEventListener("input", () => this.look());
      this.input.addEventListener("keydown", (event) => this.key(event));
      this.input.addEventListener("blur", () => setTimeout(() => this.close(), 150));
      this.restyle();
    }
    restyle() {
      this.input.placeholder = t("search");
      this.input.setAttribute("aria-label", t("searchLabel"));
      this.list.setAttribute("aria-label", t("searchLabel"));
    }
    look() {
      const { found, total } = matches(this.model, this.input.value);
      this.found = found;
      this.at = found.length ? 0 : -1;
      const said2 = total ? t("found", { n: total }) : t("foundNone");
      if (this.input.value.trim()) this.say(said2);
      this.render(said2);
    }
    render(said2) {
      const open = this.input.value.trim() !== "";
      this.list.hidden = !open;
      this.input.setAttribute("aria-expanded", String(open));
      if (this.at >= 0) this.input.setAttribute("aria-activedescendant", `found-${this.at}`);
      else this.input.removeAttribute("aria-activedescendant");
      replace(
        this.list,
        ...this.found.map((selection, place) => this.option(selection, place)),
        h("li", { class: "quiet total", role: "option", "aria-disabled": "true" }, said2)
      );
    }
    option(selection, place) {
      const pick = (event) => {
        event.preventDefault();
        this.choose(place);
      };
      return h("li", { role: "option", id: `found-${place}`, "aria-selected": String(place === this.at), class: place === this.at ? "on" : void 0, pointerdown: pick }, ...this.words(selection));
    }
    words(selection) {
      const { model } = this;
      if (selection.kind === "actor") return [foreign(model.label(selection.actor), "strong"), h("span", { class: "quiet" }, ` ${model.scene.actors.role[selection.actor]}`)];
      if (selection.kind !== "post") return [];
      const { title, text: text2 } = model.scene.posts;
      const words = (title[selection.post] || text2[selection.post]).slice(0, 70);
      return [foreign(words), h("span", { class: "quiet" }, " ", foreign(model.label(model.actorOf(selection.post))))];
    }
    key(event) {
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (!this.found.length) return;
        this.at = (this.at + (event.key === "ArrowDown" ? 1 : -1) + this.found.length) % this.found.length;
        this.render(t("found", { n: this.found.length }));
      } else if (event.key === "Enter") this.choose(this.at);
      else if (event.key === "Escape") {
        this.input.value = "";
        this.close();
      }
    }
    choose(place) {
      if (place < 0 || place >= this.found.length) return;
      this.go(this.found[place]);
      this.close();
    }
    close() {
      this.list.hidden = true;
      this.input.setAttribute("aria-expanded", "false");
    }
  };

  // src/slider.ts
  var HEIGHT = 62;
  var SECONDS = 12;
  var Slider = class {
    constructor(model, store) {
      this.model = model;
      this.store = store;
      this.element = h("div", { class: "slider" });
      this.track = h("div", { class: "track-box" });
      this.from = this.handle("from");
      this.to = this.handle("to");
      this.window = h("div", { class: "window" });
      this.button = h("button", { class: "play", click: () => this.toggle() });
      this.unit = h("span", { class: "quiet unit" });
      this.playing = 0;
      this.bars = [];
      this.element.append(this.button, this.unit, this.track);
      this.draw();
      this.window.addEventListener("pointerdown", (event) => this.drag(event, "both"));
      this.track.addEventListener("dblclick", () => this.store.set({ window: this.model.range, cursor: null }));
      this.restyle();
    }
    update(state) {
      const [from, to] = this.model.range;
      const place = (time) => (time - from) / (to - from || 1) * 100;
      this.window.style.left = `${place(state.window[0])}%`;
      this.window.style.width = `${place(state.window[1]) - place(state.window[0])}%`;
      for (const [handle, time] of [[this.from, state.window[0]], [this.to, state.window[1]]]) {
        handle.style.left = `${place(time)}%`;
        handle.setAttribute("aria-valuenow", String(Math.round(time)));
        handle.setAttribute("aria-valuetext", interval(time, time, locale()));
      }
      this.bars.forEach((bar2, number2) => {
        const middle = from + (number2 + 0.5) / this.bars.length * (to - from);
        const inside = middle >= state.window[0] && middle <= state.window[1];
        bar2.classList.toggle("out", !inside || state.cursor !== null && middle > state.cursor);
      });
      this.element.dataset.cursor = state.cursor === null ? "" : String(Math.round(state.cursor));
    }
    restyle() {
      const [from, to] = this.model.range;
      const bin = span((to - from) / Math.max(1, this.bars.length));
      this.unit.textContent = t("perBin", { span: bin.count === 1 ? t(`each.${bin.unit}`) : counted(bin.unit, bin.count) });
      this.from.setAttribute("aria-label", t("windowFrom"));
      this.to.setAttribute("aria-label", t("windowTo"));
      this.track.title = dates(from, to, locale());
      this.face();
      this.update(this.store.state);
    }
    draw() {
      const counts = this.model.column("histogram.posts");
      const highest = most(counts);
      const wide = 1e3 / Math.max(1, counts.length);
      this.bars = Array.from(counts, (count, number2) => {
        const height2 = count ? Math.max(1.5, count / highest * (HEIGHT - 4)) : 0.8;
        return s("rect", { x: number2 * wide, width: wide * 0.78, y: HEIGHT - height2, height: height2, class: "bar" });
      });
      const chart = s("svg", { viewBox: `0 0 1000 ${HEIGHT}`, preserveAspectRatio: "none", class: "histogram", "aria-hidden": "true" }, ...this.bars);
      this.track.append(chart, this.window, this.from, this.to);
    }
    handle(end2) {
      const [from, to] = this.model.range;
      const handle = h("div", { class: "handle", role: "slider", tabindex: 0, id: `window-${end2}`, "aria-valuemin": Math.round(from), "aria-valuemax": Math.round(to) });
      handle.addEventListener("pointerdown", (event) => this.drag(event, end2));
      handle.addEventListener("keydown", (event) => this.key(event, end2));
      return handle;
    }
    drag(event, end2) {
      event.preventDefault();
      const start2 = event.clientX;
      const before = this.store.state.window;
      const perPixel = (this.model.range[1] - this.model.range[0]) / this.track.clientWidth;
      const target = event.currentTarget;
      target.setPointerCapture(event.pointerId);
      const move = (now) => this.shift(before, end2, (now.clientX - start2) * perPixel);
      const stop = () => {
        target.removeEventListener("pointermove", move);
        target.removeEventListener("pointerup", stop);
      };
      target.addEventListener("pointermove", move);
      target.addEventListener("pointerup", stop);
    }
    shift(before, end2, by) {
      const [first, last] = this.model.range;
      const least = (last - first) / 200;
      if (end2 === "both") by = Math.max(first - before[0], Math.min(last - before[1], by));
      const from = end2 === "to" ? before[0] : Math.max(first, Math.min(before[1] - least, before[0] + by));
      const to = end2 === "from" ? before[1] : Math.min(last, Math.max(before[0] + least, before[1] + by));
      this.store.set({ window: end2 === "both" ? [before[0] + by, before[1] + by] : [from, to] });
    }
    key(event, end2) {
      const [first, last] = this.model.range;
      const step = (last - first) / (event.shiftKey ? 10 : 80);
      const by = { ArrowLeft: -step, ArrowDown: -step, ArrowRight: step, ArrowUp: step, Home: first - last, End: last - first, PageUp: step * 4, PageDown: -step * 4 };
      if (!(event.key in by)) return;
      event.preventDefault();
      this.shift(this.store.state.window, end2, by[event.key]);
    }
    toggle() {
      if (this.playing) return this.stop();
      const [from, to] = this.store.state.window;
      const begin = this.store.state.cursor ?? from;
      const start2 = performance.now();
      const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const tick = () => {
        const share = (performance.now() - start2) / 1e3 / SECONDS;
        const now = begin + (to - from) * (calm ? Math.ceil(share * 12) / 12 : share);
        if (now >= to) return this.stop();
        this.store.set({ cursor: now });
      };
      this.playing = window.setInterval(tick, calm ? 500 : 40);
      tick();
      this.face();
    }
    stop() {
      clearInterval(this.playing);
      this.playing = 0;
      this.store.set({ cursor: null });
      this.face();
    }
    face() {
      const shape = this.playing ? "M4 3h4v14H4zM12 3h4v14h-4z" : "M5 2.5v15l12.5-7.5z";
      this.button.setAttribute("aria-label", t(this.playing ? "pause" : "play"));
      replace(this.button, s("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, s("path", { d: shape })));
    }
  };

  // src/state.ts
  var Store = class {
    constructor(state) {
      this.state = state;
      this.listeners = [];
    }
    set(change) {
      const changed = /* @__PURE__ */ new Set();
      for (const key of Object.keys(change)) {
        if (!same(this.state[key], change[key])) changed.add(key);
      }
      if (!changed.size) return;
      this.state = { ...this.state, ...change };
      for (const listener of this.listeners) listener(this.state, changed);
    }
    listen(listener) {
      this.listeners.push(listener);
    }
  };
  function written(state, full2, names2) {
    const parts = new URLSearchParams();
    parts.set("view", state.view);
    const chosen = state.selection;
    if (chosen?.kind === "post") parts.set("post", names2.post(chosen.post));
    if (chosen?.kind === "actor") parts.set("actor", names2.actor(chosen.actor));
    if (state.window[0] > full2[0]) parts.set("from", String(Math.round(state.window[0])));
    if (state.window[1] < full2[1]) parts.set("to", String(Math.round(state.window[1])));
    if (state.hidden.size) parts.set("hide", [...state.hidden].map(names2.evidence).join(" "));
    return parts.toString();
  }
  function read(hash, full2, find) {
    const parts = new URLSearchParams(hash.replace(/^#/, ""));
    const change = {};
    const view = parts.get("view");
    if (view && find.views.includes(view)) change.view = view;
    const post2 = find.post(parts.get("post") ?? "");
    const actor2 = find.actor(parts.get("actor") ?? "");
    if (post2 >= 0) change.selection = { kind: "post", post: post2 };
    else if (actor2 >= 0) change.selection = { kind: "actor", actor: actor2 };
    const from = Number(parts.get("from") ?? full2[0]);
    const to = Number(parts.get("to") ?? full2[1]);
    if (Number.isFinite(from) && Number.isFinite(to) && from < to) {
      change.window = [Math.max(from, full2[0]), Math.min(to, full2[1])];
    }
    const hidden = (parts.get("hide") ?? "").split(" ").map(find.evidence).filter((found) => found >= 0);
    if (hidden.length) change.hidden = new Set(hidden);
    return change;
  }
  function same(a, b) {
    if (a === b) return true;
    if (a instanceof Set || b instanceof Set) return false;
    return JSON.stringify(a) === JSON.stringify(b);
  }

  // src/table.ts
  var PAGE = 100;
  var TableView = class {
    constructor(shared) {
      this.shared = shared;
      this.element = h("div", { class: "stage scrolls", id: "view-table" });
      this.shown = PAGE;
      this.order = -1;
      this.down = false;
    }
    update(state, changed) {
      if (state.view !== "table") return;
      if (["view", "window", "selection", "query", "cursor"].some((key) => changed.has(key))) this.restyle();
    }
    restyle() {
      const { model, store } = this.shared;
      const byPosts = model.has("histogram.posts");
      const rows = byPosts ? this.posts(store.state) : this.actors();
      if (this.order >= 0) rows.sort((a, b) => compare(a.keys[this.order], b.keys[this.order]) * (this.down ? -1 : 1) || a.item - b.item);
      const heads = byPosts ? ["time", "who", "lane", "kind", "text", "in", "out"] : ["who", "role", "country", "in", "out"];
      const rest = rows.length - this.shown;
      this.element.dataset.rows = String(rows.length);
      replace(
        this.element,
        h(
          "table",
          { class: "grid" },
          h("caption", {}, t(byPosts ? "table.caption" : "table.captionActors", { n: rows.length })),
          h("thead", {}, h("tr", {}, ...heads.map((name, place) => this.head(name, place)))),
          h("tbody", {}, ...rows.slice(0, this.shown).map((row) => this.row(row, byPosts)))
        ),
        rest > 0 ? h("button", { class: "more", click: () => this.more() }, t("table.more", { n: Math.min(rest, PAGE * 5) })) : null
      );
    }
    more() {
      this.shown += PAGE * 5;
      this.restyle();
    }
    head(name, place) {
      const sorted = this.order === place ? this.down ? "descending" : "ascending" : "none";
      const click = () => {
        this.down = this.order === place ? !this.down : false;
        this.order = place;
        this.restyle();
      };
      const count = name === "in" || name === "out" ? "count" : void 0;
      return h("th", { scope: "col", "aria-sort": sorted, class: count }, h("button", { class: "plain", title: t("sortBy", { name: t(name) }), click }, t(name), sorted === "none" ? "" : this.down ? " ↓" : " ↑"));
    }
    row(row, posts) {
      const { store } = this.shared;
      const chosen = store.state.selection;
      const on = chosen?.kind === "post" ? posts && chosen.post === row.item : chosen?.kind === "actor" && !posts && chosen.actor === row.item;
      const choose = () => store.set({ selection: posts ? { kind: "post", post: row.item } : { kind: "actor", actor: row.item } });
      return h("tr", { class: on ? "on" : void 0, click: choose }, ...row.cells().map((cell, place) => {
        const content = place === 0 ? h("button", { class: "plain", click: choose }, cell) : cell;
        return h("td", { class: typeof cell === "number" ? "count" : void 0 }, typeof content === "number" ? number(content) : content);
      }));
    }
    posts(state) {
      const { model } = this.shared;
      const { text: text2, title } = model.scene.posts;
      const rows = [];
      for (let post2 = 0; post2 < model.posts; post2++) {
        if (!inWindow(model, post2, state)) continue;
        const actor2 = model.actorOf(post2);
        const lane = model.scene.lanes[model.laneOf(post2)]?.label ?? "";
        const words = (title[post2] || text2[post2]).slice(0, 160);
        const [into, out] = [around(model.into, post2).length, around(model.outOf, post2).length];
        const kind = t(`kind.${model.kind(post2)}`);
        rows.push({
          item: post2,
          keys: [model.middle(post2), model.label(actor2), lane, kind, words, into, out],
          cells: () => [when(model, post2), foreign(model.label(actor2)), foreign(lane), kind, foreign(words), into, out]
        });
      }
      return rows;
    }
    actors() {
      const { model } = this.shared;
      const { role, country } = model.scene.actors;
      const weight = model.column("edge.weight");
      const rows = Array.from(model.column("node.actor"), (actor2, node2) => {
        let [into, out] = [0, 0];
        for (const edge2 of around(model.ties, node2)) {
          if (model.column("edge.target")[edge2] === node2) into += weight[edge2];
          if (model.column("edge.source")[edge2] === node2) out += weight[edge2];
        }
        return {
          item: actor2,
          keys: [model.label(actor2), role[actor2], country[actor2], into, out],
          cells: () => [foreign(model.label(actor2)), role[actor2], foreign(country[actor2]), into, out]
        };
      });
      return rows.sort((a, b) => Number(b.keys[3]) + Number(b.keys[4]) - Number(a.keys[3]) - Number(a.keys[4]) || a.item - b.item);
    }
  };
  function compare(a, b) {
    if (typeof a === "number" && typeof b === "number") return a - b;
    return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
  }

  // src/theme.ts
  function theme(evidences) {
    const style = getComputedStyle(document.documentElement);
    const get = (name) => style.getPropertyValue(`--${name}`).trim();
    const plain2 = ["ground", "panel", "band", "line", "ink", "quiet", "select", "accent", "disc", "span"];
    const colours = Object.fromEntries(plain2.map((name) => [name, get(name)]));
    return {
      ...colours,
      evidence: evidences.map(get),
      font: getComputedStyle(document.body).fontFamily
    };
  }
  function isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  // src/app.ts
  var App = class {
    constructor(root, model) {
      this.root = root;
      this.model = model;
      this.views = /* @__PURE__ */ new Map();
      this.stage = h("div", { class: "views" });
      this.live = h("p", { class: "live", "aria-live": "polite" });
      this.facts = h("p", { class: "facts quiet" });
      this.tabs = h("div", { class: "tabs", role: "tablist" });
      this.note = h("p", { class: "note quiet" });
      this.zoom = h("div", { class: "zoom" });
      this.tools = h("div", { class: "tools" });
      this.store = new Store(this.first());
      const card3 = new Card(model);
      this.shared = { model, store: this.store, theme: theme(model.scene.evidences), card: card3, say: (text2) => this.say(text2) };
      this.slider = model.has("histogram.posts") ? new Slider(model, this.store) : null;
      this.legend = new Legend(model, this.store);
      this.panel = new Panel(this.shared);
      this.search = new Search(model, (selection) => this.go(selection), (text2) => this.say(text2));
      this.build(card3);
      this.store.listen((state, changed) => this.update(state, changed));
      this.update(this.store.state, new Set(Object.keys(this.store.state)));
      this.follow();
    }
    first() {
      const { scene, range } = this.model;
      const plain2 = { view: scene.view, selection: null, hover: null, window: range, cursor: null, hidden: /* @__PURE__ */ new Set(), query: "", dimension: 0 };
      const { posts, actors, evidences, views } = scene;
      const find = { post: (id) => id ? posts.id.indexOf(id) : -1, actor: (id) => id ? actors.id.indexOf(id) : -1, evidence: (name) => evidences.indexOf(name), views };
      return { ...plain2, ...read(location.hash, range, find) };
    }
    build(card3) {
      const title = this.root.querySelector("h1") ?? h("h1", { class: "viewer-title" });
      replace(title, foreign(this.model.scene.title));
      const head = h("header", { class: "head" }, h("div", { class: "heading" }, title, this.facts), this.tabs, this.search.element, this.tools);
      const main = h(
        "div",
        { class: "main" },
        h("div", { class: "chart" }, this.stage, this.zoom),
        this.note,
        h("div", { class: "below" }, this.slider?.element, this.legend.element)
      );
      replace(this.root, head, main, this.panel.element, card3.element, this.live);
      this.words();
    }
    // Everything that is said in the chosen language.
    words() {
      const { scene } = this.model;
      const { facts } = scene;
      const said2 = [t(`level.${scene.level}`), facts.posts ? counted("posts", facts.posts) : counted("actors", facts.actors)];
      if (facts.languages.length) said2.push(counted("languages", facts.languages.length));
      if (facts.first !== null && facts.last !== null) said2.push(dates(facts.first, facts.last, locale()));
      this.facts.textContent = said2.join(" · ");
      replace(this.tabs, ...scene.views.map((view) => this.tab(view)));
      this.tabs.setAttribute("aria-label", t("views"));
      replace(this.zoom, ...[["+", "zoomIn", 0.7], ["−", "zoomOut", 1.4], ["⤢", "fit", 0]].map(([sign, key, factor]) => h("button", { title: t(key), "aria-label": t(key), click: () => this.zoomBy(factor) }, sign)));
      replace(this.tools, this.languages(), this.themes());
      this.notes();
    }
    notes() {
      const { scene } = this.model;
      const { view } = this.store.state;
      const ofView = { lanes: ["posts", "links"], table: ["posts", "links"], network: ["actors", "links"], flows: ["links"] };
      const left = scene.omitted.filter(({ what }) => scene.level === "case" || ofView[view].includes(what)).map(({ what, count, of, rule }) => {
        if (what === "posts" && rule.startsWith("reposts folded")) return t("shown", { n: of - count, of, what: t("what.posts"), rule });
        return t("left", { n: count, of, what: t(`what.${what}`), rule });
      });
      const all = ofView[view].includes("posts") && this.model.has("histogram.posts") && !scene.omitted.some(({ what }) => what === "posts") ? [t("shownAll", { n: scene.facts.posts })] : [];
      const about = { lanes: [t("arrows"), t("rows"), t("times")], network: [t("distance")], flows: [], table: [t("times")] };
      const crowds = scene.audience === "public" ? [t("crowds")] : [];
      this.note.textContent = [...all, ...crowds, ...left, ...about[view] ?? []].join(" ");
    }
    tab(view) {
      const on = this.store.state.view === view;
      const key = (event) => {
        const { key: key2 } = event;
        const step = key2 === "ArrowRight" ? 1 : key2 === "ArrowLeft" ? -1 : 0;
        if (!step) return;
        const { views } = this.model.scene;
        const next = views[(views.indexOf(view) + step + views.length) % views.length];
        this.store.set({ view: next });
        document.getElementById(`tab-${next}`)?.focus();
      };
      return h("button", { role: "tab", id: `tab-${view}`, "aria-selected": String(on), "aria-controls": `view-${view}`, tabindex: on ? 0 : -1, click: () => this.store.set({ view }), keydown: key }, t(view));
    }
    languages() {
      const change = (event) => {
        speak(event.target.value);
        this.restyle();
      };
      return h(
        "select",
        { class: "tool", "aria-label": t("language"), id: "language", change },
        ...Object.entries(LANGUAGES).map(([code, name]) => h("option", { value: code, selected: code === spoken() }, name))
      );
    }
    themes() {
      const click = () => {
        document.documentElement.dataset.theme = isDark() ? "light" : "dark";
        this.restyle();
      };
      return h(
        "button",
        { class: "tool", "aria-label": t("theme"), title: t("theme"), id: "theme", click },
        s("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" }, s("circle", { cx: 10, cy: 10, r: 7, class: "outline" }), s("path", { d: "M10 3a7 7 0 0 1 0 14z", class: "ink" }))
      );
    }
    restyle() {
      document.documentElement.lang = spoken();
      Object.assign(this.shared.theme, theme(this.model.scene.evidences));
      this.words();
      this.search.restyle();
      this.slider?.restyle();
      this.legend.restyle();
      this.panel.update(this.store.state);
      for (const view of this.views.values()) view.restyle();
    }
    view(name) {
      const made = this.views.get(name);
      if (made) return made;
      const holder = h("div", { class: "holder", role: "tabpanel", "aria-labelledby": `tab-${name}` });
      const kinds = { lanes: Lanes, network: Network, flows: Flows, table: TableView };
      const view = new kinds[name](this.shared);
      this.views.set(name, view);
      holder.append(view.element);
      this.stage.append(holder);
      view.update(this.store.state, new Set(Object.keys(this.store.state)));
      return view;
    }
    update(state, changed) {
      if (changed.has("view")) this.turn(state.view);
      for (const view of this.views.values()) view.update(state, changed);
      this.slider?.update(state);
      this.legend.update(state, changed);
      if (changed.has("selection")) this.panel.update(state);
      if (changed.has("selection") && !changed.has("view")) this.announce(state.selection);
      if (changed.has("view") || changed.has("selection") || changed.has("window") || changed.has("hidden")) this.write(state);
      document.documentElement.dataset.ready = "yes";
    }
    turn(view) {
      this.view(view);
      for (const [name, made] of this.views) made.element.parentElement.hidden = name !== view;
      this.root.dataset.view = view;
      this.words();
    }
    announce(selection) {
      if (!selection) return this.say(t("cleared"));
      if (selection.kind === "post") this.say(t("selected", { what: this.model.label(this.model.actorOf(selection.post)) }));
      else if (selection.kind === "actor") this.say(t("selected", { what: this.model.label(selection.actor) }));
    }
    say(text2) {
      this.live.textContent = text2;
    }
    // Go to something found: choose it, and bring it into view.
    go(selection) {
      const { state } = this.store;
      const change = { selection };
      const network = this.views.get("network");
      if (selection.kind === "post") {
        const [from, to] = state.window;
        const at = this.model.middle(selection.post);
        if (at < from || at > to) change.window = this.model.range;
      }
      this.store.set(change);
      if (selection.kind === "actor" && state.view === "network" && network instanceof Network) {
        const node2 = this.model.nodeOf.get(selection.actor);
        if (node2 !== void 0) network.fly(node2);
      }
    }
    zoomBy(factor) {
      const view = this.views.get(this.store.state.view);
      if (view instanceof Lanes) factor ? view.zoom(factor) : this.store.set({ window: this.model.range });
      if (view instanceof Network) factor ? view.zoom(factor) : view.fit();
    }
    write(state) {
      const { posts, actors, evidences } = this.model.scene;
      const names2 = { post: (i) => posts.id[i], actor: (i) => actors.id[i], evidence: (i) => evidences[i] };
      const hash = `#${written(state, this.model.range, names2)}`;
      if (hash === location.hash) return;
      try {
        history.replaceState(null, "", hash);
      } catch {
      }
    }
    follow() {
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.restyle());
      addEventListener("hashchange", () => this.store.set(this.first()));
      let before;
      addEventListener("beforeprint", () => {
        before = document.documentElement.dataset.theme;
        document.documentElement.dataset.theme = "light";
        this.restyle();
      });
      addEventListener("afterprint", () => {
        if (before) document.documentElement.dataset.theme = before;
        else delete document.documentElement.dataset.theme;
        this.restyle();
      });
    }
  };

  // src/decode.ts
  async function block(id) {
    const coded = document.getElementById(id)?.textContent ?? "";
    return inflate(bytes(coded));
  }
  function bytes(coded) {
    const letters = atob(coded.trim());
    const out = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i++) out[i] = letters.charCodeAt(i);
    return out;
  }
  async function inflate(packed) {
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).arrayBuffer();
  }

  // src/main.ts
  async function start() {
    const root = document.getElementById("whence");
    if (!root) return;
    const [texts, geometry] = await Promise.all([block("scene"), block("geometry")]);
    const scene = JSON.parse(new TextDecoder().decode(texts));
    speak(document.documentElement.lang);
    new App(root, new Model(scene, geometry));
  }
  void start();
})();
