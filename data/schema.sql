-- The store, as numbered migrations: each block between "-- migration" lines runs once, in one transaction.
-- Append-only facts; no keys, checks, enums or sequences, so that the same text works through DuckLake.
-- The rules are held by the intake, in the transaction that writes. Small integer ids stand for codes (table code).

-- migration 1: batches, facts and cells
CREATE TABLE code (
    id INTEGER,            -- small number that stands for the code; 0 is never given out: it means "none"
    subject TEXT,          -- enterprise | category | indicator | stratum | psu | lab
    sector TEXT,           -- codes of two sectors never meet
    code TEXT              -- as in the file: 0071 and 71 differ
);

CREATE TABLE batch (
    batch INTEGER,         -- number of the accepted upload, from 1 in order of acceptance
    kind TEXT,             -- register | survey | test | labs
    sector TEXT,
    survey TEXT,           -- code of the survey or test round; empty for registers
    wave TEXT,             -- 2026, 2026H1, 2026Q3 or 2026-07; empty for registers
    title TEXT,
    file_name TEXT,        -- as the sender named it; never used as a path
    sha256 TEXT,           -- of the original bytes
    bytes BIGINT,          -- size of the original
    row_count BIGINT,      -- data rows in the file
    accepted_at TIMESTAMP, -- UTC
    accepted_by TEXT,
    spec_version TEXT,
    synthetic BOOLEAN,     -- made by the demo, not measured
    record TEXT            -- JSON: how it was read, what was recoded, warnings accepted
);

CREATE TABLE withdrawal (
    batch INTEGER,
    why TEXT,
    withdrawn_at TIMESTAMP, -- UTC
    withdrawn_by TEXT
);

CREATE TABLE original (
    sha256 TEXT,
    content BLOB           -- the file as it came
);

CREATE TABLE registration (
    batch INTEGER,
    sector TEXT,
    enterprise TEXT,
    name_en TEXT,
    name_zh TEXT,
    output_share DOUBLE    -- share of the sector's output, 0 to 1; empty where unknown
);

CREATE TABLE laboratory (
    batch INTEGER,
    lab TEXT,
    name TEXT,
    accreditation TEXT,
    scope TEXT,            -- indicator ids separated by ; or *
    valid_until DATE
);

CREATE TABLE response (
    batch INTEGER,
    response INTEGER,      -- number inside the batch, from 0
    code TEXT,             -- the response's own code
    enterprise INTEGER,
    category INTEGER,
    stratum INTEGER,       -- 0: the survey has no strata
    psu INTEGER,           -- 0: each response is its own primary sampling unit
    weight DOUBLE,         -- above 0; 1 where the file has none
    product TEXT
);

CREATE TABLE answer (
    batch INTEGER,
    response INTEGER,
    enterprise INTEGER,
    category INTEGER,
    indicator INTEGER,
    stratum INTEGER,
    psu INTEGER,
    weight DOUBLE,
    y DOUBLE               -- in the file's unit: a rating, a count, 1/0
);

CREATE TABLE measurement (
    batch INTEGER,
    line INTEGER,          -- in the sender's file
    sample TEXT,
    enterprise INTEGER,
    category INTEGER,
    lab INTEGER,
    tested_on DATE,
    indicator INTEGER,
    y DOUBLE,              -- in the spec's unit; pass/fail as 1/0; the detection limit where censored
    censored BOOLEAN,      -- below the limit of detection
    uncertainty DOUBLE,    -- expanded U (k = 2) in the spec's unit; empty where not stated
    lab_flag TEXT,         -- empty | not_registered | outside_scope | expired
    product TEXT
);

CREATE TABLE measure (
    sector TEXT,
    indicator INTEGER,
    statistic TEXT,        -- mean | share | per_100 | top_box | nps
    top_from DOUBLE,       -- top_box: answers at or above this count
    centre DOUBLE          -- constant taken off y before summing, in the file's unit
);

CREATE TABLE cell (
    batch INTEGER,
    enterprise INTEGER,
    category INTEGER,
    indicator INTEGER,
    stratum INTEGER,
    psu INTEGER,
    n BIGINT,              -- answers
    sw DOUBLE,             -- sum of weights
    swy DOUBLE,            -- y is centred on the indicator's constant
    swyy DOUBLE,
    sww DOUBLE,
    swwy DOUBLE,
    swwyy DOUBLE
);

CREATE TABLE frame_cell (  -- every response, answered or not: it carries the design's PSU counts
    batch INTEGER,
    enterprise INTEGER,
    category INTEGER,
    stratum INTEGER,
    psu INTEGER,
    n BIGINT               -- responses
);

-- migration 2: answers without what their response already says, a quarter of the writing
ALTER TABLE answer DROP COLUMN enterprise;
ALTER TABLE answer DROP COLUMN category;
ALTER TABLE answer DROP COLUMN stratum;
ALTER TABLE answer DROP COLUMN psu;
ALTER TABLE answer DROP COLUMN weight;

-- migration 3: how columns were mapped, remembered for the next wave of the survey
CREATE TABLE mapping (
    batch INTEGER,         -- accepted with it; a withdrawn batch's mapping is forgotten
    kind TEXT,
    sector TEXT,
    survey TEXT,
    content TEXT           -- JSON, as data.mapping writes it
);

-- migration 4: the cells of a batch summed over the PSUs of each stratum, so that estimates read a fifth of the rows
CREATE TABLE stratum_cell (
    batch INTEGER,
    enterprise INTEGER,
    category INTEGER,
    indicator INTEGER,
    stratum INTEGER,
    n DOUBLE,              -- answers
    sw DOUBLE,
    swy DOUBLE,
    swyy DOUBLE,
    sww DOUBLE,
    a DOUBLE,              -- sum over PSUs of (sum of w y)2
    b DOUBLE,              -- sum over PSUs of (sum of w y) (sum of w)
    c DOUBLE,              -- sum over PSUs of (sum of w)2
    psus DOUBLE            -- PSUs with an answer; each response is one where the survey has none
);
INSERT INTO stratum_cell
SELECT batch, enterprise, category, indicator, stratum, SUM(CAST(n AS DOUBLE)), SUM(sw), SUM(swy), SUM(swyy), SUM(sww),
    SUM(CASE WHEN psu = 0 THEN swwyy ELSE swy * swy END), SUM(CASE WHEN psu = 0 THEN swwy ELSE swy * sw END),
    SUM(CASE WHEN psu = 0 THEN sww ELSE sw * sw END), SUM(CASE WHEN psu = 0 THEN CAST(n AS DOUBLE) ELSE 1e0 END)
FROM cell
GROUP BY batch, enterprise, category, indicator, stratum;

-- migration 5: what enterprises do about their gaps, as events: nothing is ever overwritten
CREATE TABLE action_event (
    action INTEGER,        -- number of the action, from 1
    revision INTEGER,      -- of the action, from 1; a change names the revision it was made on
    kind TEXT,             -- registered | changed | note | evidence
    sector TEXT,
    enterprise TEXT,
    happened_at TIMESTAMP, -- UTC
    by_name TEXT,
    by_role TEXT,
    synthetic BOOLEAN,     -- made by the demo
    content TEXT           -- JSON: the fields this event sets, the note's text, or the evidence's name and hash
);

CREATE TABLE evidence (
    sha256 TEXT,
    content BLOB           -- the file as it came; the same bytes are kept once
);

-- migration 6: who may come in and see what, as events of which the newest of a person counts; and who looked at what
CREATE TABLE person_event (
    person INTEGER,        -- number of the person, from 1
    revision INTEGER,      -- of the person, from 1; each event holds all that is known, so the newest is the person
    kind TEXT,             -- invited | changed | signed_in | released | spoke
    happened_at TIMESTAMP, -- UTC
    by_name TEXT,
    by_role TEXT,
    issuer TEXT,           -- of the sign-in provider; empty until the first sign-in
    subject TEXT,          -- the provider's name of the person; empty until the first sign-in
    email TEXT,            -- in small letters; the provider has verified it at the first sign-in
    name TEXT,
    role TEXT,             -- administrator | regulator | association | manufacturer | laboratory | visitor
    scope TEXT,            -- JSON: sectors, enterprises as [sector, enterprise], laboratories
    active BOOLEAN,
    language TEXT          -- en | zh; empty: as the browser asks
);

CREATE TABLE audit_event (
    happened_at TIMESTAMP, -- UTC
    by_name TEXT,
    by_role TEXT,
    what TEXT,             -- viewed | exported | entered | turned_away
    sector TEXT,           -- empty where it is about none
    object TEXT            -- the enterprise viewed, the file taken, the address turned away
);

-- migration 7: the third power of answers, so that verdicts know how lopsided they are
ALTER TABLE cell ADD COLUMN swyyy DOUBLE;          -- sum of w y3, y centred
ALTER TABLE stratum_cell ADD COLUMN swyyy DOUBLE;
UPDATE cell SET swyyy = m.swyyy FROM (
    SELECT a.batch, r.enterprise, r.category, a.indicator, r.stratum, r.psu, SUM(r.weight * a.y * a.y * a.y) AS swyyy
    FROM (
        SELECT t.batch, t.response, t.indicator, CASE k.statistic
            WHEN 'top_box' THEN CASE WHEN t.y >= k.top_from THEN 1e0 ELSE 0e0 END
            WHEN 'nps' THEN CASE WHEN t.y >= 9 THEN 1e0 WHEN t.y <= 6 THEN -1e0 ELSE 0e0 END
            ELSE t.y - k.centre END AS y
        FROM answer t JOIN measure k ON k.indicator = t.indicator
    ) a
    JOIN response r ON r.batch = a.batch AND r.response = a.response
    GROUP BY a.batch, r.enterprise, r.category, a.indicator, r.stratum, r.psu
) m
WHERE m.batch = cell.batch AND m.enterprise = cell.enterprise AND m.category = cell.category
    AND m.indicator = cell.indicator AND m.stratum = cell.stratum AND m.psu = cell.psu;
UPDATE stratum_cell SET swyyy = m.swyyy FROM (
    SELECT batch, enterprise, category, indicator, stratum, SUM(swyyy) AS swyyy
    FROM cell
    GROUP BY batch, enterprise, category, indicator, stratum
) m
WHERE m.batch = stratum_cell.batch AND m.enterprise = stratum_cell.enterprise AND m.category = stratum_cell.category
    AND m.indicator = stratum_cell.indicator AND m.stratum = stratum_cell.stratum;

-- migration 8: whether the values of laboratories that differ count together: decisions, of which the newest counts
CREATE TABLE mix_decision (
    revision INTEGER,      -- from 1, over all decisions
    sector TEXT,
    category TEXT,
    indicator TEXT,
    wave TEXT,
    decision TEXT,         -- together | apart
    decision_reason TEXT,
    decided_at TIMESTAMP,  -- UTC
    by_name TEXT,
    by_role TEXT
);

-- migration 9: what an enterprise is, beside its name: it cuts results and enters no score
ALTER TABLE registration ADD COLUMN region TEXT;      -- province, six digits of GB/T 2260
ALTER TABLE registration ADD COLUMN size TEXT;        -- large | medium | small | micro
ALTER TABLE registration ADD COLUMN uscc TEXT;        -- unified social credit code, GB 32100
ALTER TABLE registration ADD COLUMN founded INTEGER;  -- year

-- migration 10: dated states of certificates, laboratory scopes and official records: one row an event, never a status
CREATE TABLE state_event (
    batch INTEGER,
    line INTEGER,          -- in the sender's file
    subject TEXT,          -- certificate number; accreditation, laboratory or indicator of a scope; number of a record
    kind TEXT,             -- certificate | scope | record
    enterprise TEXT,
    product TEXT,
    lab TEXT,
    state TEXT,            -- valid | expired | suspended | cancelled | revoked; live | objection | held | repaired | annulled
    from_day DATE,         -- first day in this state
    until_day DATE,        -- last day, both included; empty where none is named
    class TEXT,            -- of a record: minor | general | serious
    basis TEXT,            -- what it rests on: another subject, or the rule a record cites
    authority TEXT,
    document TEXT,
    source TEXT,
    reason TEXT,
    corrects DATE          -- the day of the same subject's events that this one takes the place of
);

-- migration 11: lots that an authority drew and judged
CREATE TABLE spot_check (
    batch INTEGER,
    line INTEGER,          -- in the sender's file
    check_code TEXT,       -- one check has one live row in its sector
    authority TEXT,
    enterprise INTEGER,
    category INTEGER,
    product TEXT,
    lot TEXT,
    sampled_on DATE,
    place TEXT,            -- production | shop | online
    region TEXT,           -- six digits of GB/T 2260; empty where unknown
    why_drawn TEXT,        -- random | risk | complaint | follow_up | special
    draw_prob DOUBLE,      -- chance with which it was drawn, above 0 and at most 1; empty where unknown
    lab TEXT,
    tested_on DATE,
    outcome TEXT,          -- pass | fail, as first found
    failed TEXT,           -- indicator ids separated by ;
    severity TEXT,         -- safety | label | performance
    notified_on DATE,
    objection_on DATE,
    retest TEXT,           -- pass | fail, of the objection
    correct_by DATE,
    rechecked_on DATE,
    recheck TEXT,          -- pass | fail, after the correction
    source TEXT
);

-- migration 12: official figures, drawn beside ours and never mixed in
CREATE TABLE published (
    batch INTEGER,         -- its sector is "all" where the figure is about more than one
    line INTEGER,          -- in the sender's file
    area TEXT,             -- CN, US, a province by its name or code
    indicator TEXT,        -- product_pass | monitoring_pass | standards_aligned | service_satisfaction | fail_rate | ...
    period TEXT,           -- as a wave
    value DOUBLE,
    unit TEXT,
    numerator DOUBLE,
    denominator DOUBLE,
    definition TEXT,
    break_before BOOLEAN,  -- not to be joined with the periods before
    revised_from DOUBLE,
    published_on TEXT,     -- a year, month or day, as far as it is known; of a figure the newest counts
    source TEXT,
    checked TEXT           -- source | secondary | memory
);

-- migration 13: what was decided on showing each wave of a sector: events, of which the newest of a wave counts
CREATE TABLE wave_event (
    revision INTEGER,      -- from 1, over all events
    sector TEXT,
    wave TEXT,
    kind TEXT,             -- published | taken_back
    until DATE,            -- last day of the preview that comes before; empty: published at once
    why TEXT,
    happened_at TIMESTAMP, -- UTC
    by_name TEXT,
    by_role TEXT,
    synthetic BOOLEAN      -- made by the demo: counts as long as any of the demo's batches does
);

-- migration 14: a laboratory has a row for each line of its scope
ALTER TABLE laboratory ADD COLUMN accreditor TEXT;
ALTER TABLE laboratory ADD COLUMN valid_from DATE;   -- first day; empty where none is named
ALTER TABLE laboratory ADD COLUMN low DOUBLE;        -- range of values in the spec's unit, both ends included
ALTER TABLE laboratory ADD COLUMN high DOUBLE;
ALTER TABLE laboratory ADD COLUMN cmc DOUBLE;        -- smallest expanded uncertainty (k = 2) the scope covers

-- migration 15: products that are sold, and what they are: they cut results and enter no score
CREATE TABLE product (
    batch INTEGER,
    sector TEXT,
    product TEXT,          -- code, as surveys and tests name it; an enterprise has it once
    enterprise TEXT,
    category TEXT,
    name_en TEXT,
    name_zh TEXT,
    sold_from DATE,
    sold_to DATE
);

CREATE TABLE product_part (
    batch INTEGER,
    product TEXT,
    enterprise TEXT,
    facet TEXT,            -- column of the file: what it is cut by
    part TEXT              -- id of one of the facet's values, or a text where the spec names none
);

-- migration 16: what people decided about tiers of makers, and what makers reply: events, nothing is overwritten
CREATE TABLE governance_event (
    event INTEGER,         -- from 1, over all events
    kind TEXT,             -- tier_decided | tier_confirmed | reply
    sector TEXT,
    enterprise TEXT,
    subject TEXT,          -- the record replied to; empty where it is about the tier
    happened_at TIMESTAMP, -- UTC
    by_name TEXT,
    by_role TEXT,
    synthetic BOOLEAN,     -- made by the demo
    content TEXT           -- JSON: tier, reason and spec_version; the decision confirmed; or the text of a reply
);

-- migration 17: what makers say of their own results while a wave is in preview: events, of which the newest counts
CREATE TABLE wave_reply (
    revision INTEGER,      -- from 1, over all replies
    sector TEXT,
    category TEXT,
    enterprise TEXT,
    wave TEXT,
    indicator TEXT,
    reply TEXT,            -- empty: taken back
    replied_at TIMESTAMP,  -- UTC
    by_name TEXT,
    by_role TEXT
);

-- migration 18: the chain of the audit: every row that says who did what, hashed with the hash before it
CREATE TABLE audit_link (
    entry BIGINT,          -- from 1, without gaps
    source TEXT,           -- table whose row it is
    place BIGINT,          -- the how manyeth row of that table, from 1
    sha256 TEXT            -- of the link before, the table's name and the row
);

-- migration 19: standards: their days, what they replace and adopt, and the limits they set
CREATE TABLE standard (
    batch INTEGER,
    line INTEGER,          -- in the sender's file
    standard TEXT,
    title_zh TEXT,
    title_en TEXT,
    issued_on DATE,        -- empty where nobody has seen it
    in_force DATE,
    withdrawn_on DATE,
    replaces TEXT,
    international TEXT,
    international_on DATE, -- of the edition adopted
    adoption TEXT,         -- IDT | MOD | NEQ | none
    indicators TEXT,       -- ids separated by ;
    value DOUBLE,          -- limit of the one indicator, in the spec's unit
    source TEXT
);

-- migration 20: projects that makers run together on one problem
CREATE TABLE project (
    batch INTEGER,
    line INTEGER,          -- in the sender's file
    project TEXT,          -- code; the newest live row of it counts
    title TEXT,
    problem TEXT,          -- indicator id
    categories TEXT,       -- ids separated by ;
    lead TEXT,
    members TEXT,          -- enterprise codes separated by ;
    partners TEXT,         -- kind:name separated by ;
    budget DOUBLE,
    start_day DATE,
    end_day DATE,
    target TEXT            -- floor | benchmark | frontier, or a value in the reported unit
);

-- migration 21: plans and counts of rounds that are still running: events, of which the newest of a kind counts
CREATE TABLE fieldwork_event (
    revision INTEGER,      -- from 1, over all events
    sector TEXT,
    survey TEXT,
    wave TEXT,
    kind TEXT,             -- plan | interim
    as_of DATE,            -- the day it speaks of: a plan's last day, the day of the counts
    happened_at TIMESTAMP, -- UTC
    by_name TEXT,
    by_role TEXT,
    synthetic BOOLEAN,     -- told by the demo
    content TEXT           -- JSON: planned interviews, or counts of an interim file; no answer
);

-- migration 22: tokens by which programs read in a person's name: events, nothing is overwritten
CREATE TABLE token_event (
    token INTEGER,         -- from 1, over all tokens
    kind TEXT,             -- issued | revoked
    sha256 TEXT,           -- of the token, which itself is kept nowhere; empty where it is revoked
    name TEXT,             -- what its person calls it
    sector TEXT,           -- what it is cut to; empty for all that its person sees
    until TIMESTAMP,       -- its end, UTC
    happened_at TIMESTAMP, -- UTC
    by_name TEXT,          -- whose it is, or who ended it
    by_role TEXT
);

-- migration 23: what respondents say of themselves, beside their stratum: it cuts results and enters no score
CREATE TABLE response_part (
    batch INTEGER,
    response INTEGER,      -- number inside the batch
    facet TEXT,            -- column of the file: what it is cut by
    part TEXT              -- id of one of the facet's values, or a text where the spec names none
);

-- migration 24: who agrees to be asked for help with a gap, and what was asked, promised and done: events
CREATE TABLE help_event (
    event INTEGER,         -- from 1, over all events
    kind TEXT,             -- offered | offer_ended | asked | promised | declined | done | withdrawn
    request INTEGER,       -- from 1; 0 for an offer
    sector TEXT,
    category TEXT,         -- of the gap; empty for an offer
    enterprise TEXT,       -- who asks; empty for an offer
    indicator TEXT,
    partner_kind TEXT,     -- maker | university | institute | laboratory | supplier | bank
    partner TEXT,          -- code of a maker or a registered laboratory, else a name
    happened_at TIMESTAMP, -- UTC
    by_name TEXT,
    by_role TEXT,
    synthetic BOOLEAN,     -- told by the demo
    content TEXT           -- JSON: text, and the days that are promised
);

-- migration 25: reports and receipts that were made, with what their figures are about: events, nothing is overwritten
CREATE TABLE document_event (
    kind TEXT,             -- report | receipt
    document TEXT,         -- its name, as that of its files
    sector TEXT,           -- empty where it is about all
    enterprise TEXT,       -- empty where it is about several
    wave TEXT,
    digest TEXT,           -- sha256 of its facts
    happened_at TIMESTAMP, -- UTC
    by_name TEXT,
    by_role TEXT,
    content TEXT           -- JSON: the results its figures are about, each by its sector, category, enterprise, wave, indicator
);

-- migration 26: one-time links by which a questionnaire is answered in a browser, and the answers until they are a batch
CREATE TABLE form_event (
    event INTEGER,         -- from 1, over all events
    kind TEXT,             -- issued | answered | closed
    link INTEGER,          -- from 1, over all links; 0 where a round is closed
    sha256 TEXT,           -- of an issued link's token, which itself is kept nowhere; else empty
    sector TEXT,
    category TEXT,         -- empty where every category is asked
    survey TEXT,
    wave TEXT,
    until TIMESTAMP,       -- a link's end, UTC
    happened_at TIMESTAMP, -- UTC; of an answer the day only
    by_name TEXT,          -- empty for an answer: nobody is asked who they are
    by_role TEXT,
    content TEXT           -- JSON: which questions of which version were asked, or the batch
);

CREATE TABLE form_answer (
    sector TEXT,
    survey TEXT,
    wave TEXT,
    content TEXT           -- JSON: codes by item and a random number of the response; no link, no moment, no address
);

-- migration 27: links that were used and answers that wait, each as a sorted list in one row a round, so that no order of
-- rows pairs them; form_answer and events of the kind answered get no more rows, and stay for the chain of the audit
CREATE TABLE form_given (
    sector TEXT,
    survey TEXT,
    wave TEXT,
    used TEXT[],           -- hashes of the tokens of links that were used
    answers TEXT[]         -- as form_answer.content; none once they are a batch
);
INSERT INTO form_given
SELECT e.sector, e.survey, e.wave, list_sort(list(i.sha256)), coalesce(
    (SELECT list_sort(list(a.content)) FROM form_answer a WHERE a.sector = e.sector AND a.survey = e.survey
     AND a.wave = e.wave AND NOT EXISTS (SELECT 1 FROM form_event c WHERE c.kind = 'closed' AND c.sector = e.sector
     AND c.survey = e.survey AND c.wave = e.wave)), [])
FROM form_event e JOIN form_event i ON i.link = e.link AND i.kind = 'issued' WHERE e.kind = 'answered'
GROUP BY e.sector, e.survey, e.wave;

-- migration 28: sums of another association's answers, without respondents; and what was given away to another
CREATE TABLE given_sum (
    batch INTEGER,
    enterprise INTEGER,
    category INTEGER,
    indicator INTEGER,
    side TEXT,             -- empty: all answers | promoters | detractors, beside those of promoters minus detractors
    statistic TEXT,        -- as the answers were summed: see measure
    top_from DOUBLE,
    centre DOUBLE,         -- constant taken off y before summing
    n DOUBLE,              -- answers
    psus DOUBLE,           -- sampling points with an answer
    strata DOUBLE,
    lonely DOUBLE,         -- strata of a single sampling point
    responses DOUBLE,      -- of the same enterprise and category, answered or not
    sw DOUBLE,
    swy DOUBLE,
    swyy DOUBLE,
    swyyy DOUBLE,
    sww DOUBLE,
    va DOUBLE,             -- sums over strata, as benchmarks/estimates/survey.sql makes them
    vb DOUBLE,
    vc DOUBLE,
    cc DOUBLE
);

CREATE TABLE sums_event (  -- sums that were given to another association: nothing is overwritten
    sector TEXT,
    wave TEXT,
    digest TEXT,           -- sha256 of the file
    happened_at TIMESTAMP, -- UTC
    by_name TEXT,
    by_role TEXT,
    content TEXT           -- JSON: the batches whose answers are in them, how many results
);
