## Every page
title-page = { $page } · vittne
skip = Skip to the content
invented = INVENTED: nothing on this page happened. The data were made up to show how the program works.
nav-label = Sections
languages-label = Languages
nav-start = What may be said
nav-claims = Statements
nav-silence = Silence
nav-figures = Figures
nav-figure = Figure
nav-sheet = Sheet
nav-limits = What may not be said
nav-method = Method
nav-attack = How to attack this
nav-verify = Check it
foot = Nothing here loads from anywhere else and nothing runs in your browser. Every number has a page of its own.
on-this-page = On this page
source-link = source
source-none = source not linked here
figure-link = About this figure
picture-table = The same numbers as a table
picture-csv = Download as CSV: { $file }

## Times
period-year = { $year }
period-until = until { $end }
period-since = since { $start }
period-one-of = one of { $periods }
period-about = about { $period }
period-between = between { $start } and { $end }

## Front page
start-lead = Here public statements are held against one another. From them follows how much may be said, on whose word, and what would have to be known to say more.
may-heading = What may be said
who-says = Who says so
beside-unconfirmed = Also said, not confirmed
may-not-total = These are lower limits on the word of those named. They are no totals: how many there were in all, nobody has counted.
may-never-add = They are not added up: they speak of different times or places.
limits-link = What may not be said, and why
may-more-heading = Other counts on the record
origins-count =
    { $n ->
       [one] { $n } independent origin says so, however many have repeated it.
      *[other] { $n } independent origins say so, however many have repeated it.
    }
sentences-heading = Sentence by sentence
sentences-lead = Each sentence is judged by the same fixed rule. Whether a statement speaks of the same people, place, time and thing as the sentence was judged by an editor and can be read in the data.
readings-lead = The words can be read in more than one way. The program does not choose:
beside-heading = What stands beside it
needed-heading = What would decide it
why-heading = Why “no complaints” proves nothing
why-card = “No complaints” proves nothing.
why-lead = The authorities answered: nobody has complained. Beside that answer stand people whom others have counted. If those who were counted did not complain either, then the absence of complaints says nothing about how many were harmed. It says how few dare to, or are allowed to, complain.
why-reason = A complaint is counted only if somebody files it and an office registers it. Where those who complain are threatened, both can be close to zero, whatever happened.
why-link = What silence can and cannot mean
silence-more = More about official answers, surveys and polls
denials-heading = Denial against evidence
lists-heading = The lists
lists-lead = How many records each list holds. Records are not people: one person may have several, on one list or on several.
further-heading = Go further
further-claims = Every statement with its words, speaker, date and source, and how it rests on others.
further-figures = Every number with its definition, its basis and a sheet to print.
further-limits = Numbers that are in circulation and that the record does not carry.
further-attack = What a sceptic may check, what would falsify each figure, and the weak points that we know.
further-verify = One command recomputes the figures on your own machine, with nothing installed but Python.
further-verify-linked = One command, with nothing installed but Python, recomputes what follows from the published data, and holds everything against the signed logs.
further-corrections = What was added, merged or withdrawn since the last release, and why.
cannot-heading = What this page cannot say
cannot-total = How many people were harmed in all.
cannot-truth = Whether a statement is true. It says who made it, what it rests on and what contradicts it.
cannot-unlinked = How many were on no list. Here are no lists of people, and no total is estimated.
cannot-names = Who the people were. Nobody who is not a public speaker is named here.

## Statements
claims-lead = What was said in public, by whom, when, and what it rests on. Statements that repeat, retell or rest on one another have one origin, and so have all statements by the same organisation. Origins are counted, not voices.
claims-pictures = Two pictures
timeline-heading = Statements over time
graph-heading = Who rests on whom
differences-heading = Differences between statements
differences-lead = Two statements differ when they count the same thing, overlap in time, place and ground, and give other numbers. They conflict when they cannot both be right as they stand. A relation that an editor has recorded, with its reason, explains a difference.
unexplained-heading = Not yet explained
unexplained-lead = No editor has yet explained how these statements can stand side by side:
unexplained-none = Every difference on this record is explained by a recorded relation.
explained-heading = Explained by recorded relations
explained-show = Show the pairs and their explanations
conflict-word = they conflict
drift-heading = How numbers drift when they are retold
drift-lead = This is what the accusation of inflated figures lives from. A retelling is never counted as a source of its own, and no number here comes from one.
drift-caption = Statements and their retellings
drift-source = Said first
drift-retelling = Retold as
drift-what = What happened to the number
drift-more = The retelling gives a higher number.
drift-less = The retelling gives a lower number.
drift-same = The number is the same.
drift-numberless = The number became a word without a number.
residuals-heading = What a breakdown leaves over
parts-caption = The published parts of { $claim }
part-name = Part
part-count = People
residual-note = Nothing published says who they are. The remainder is shown, never shared out.
attribution-heading = Who is said to have done it
attribution-lead = Counted in origins: how many independent voices name these hands for this ground. Where a statement does not say who did it, that is shown as not stated.
denials-lead = A denial is no evidence that nothing happened, and no evidence that something did. It is dated. Beside each stands what was already on record that day.
denied-known = Already on record that day:
denied-later = Became known later:
group-of-unit = Statements: { $unit }
group-no-unit = Statements without a count
group-denials = Denials
group-sentences = The sentences that are judged here
claim-definition = What is counted:
claim-note = Note:
claim-no-number = no number
claim-least = at least { $n }
claim-most = at most { $n }
claim-retells = It retells or rests on another statement and is no origin of its own.
claim-left-out = Not used for “what may be said”: { $reason }.
claim-again = The same was said again: { $claims }.
remarks-heading = Remarks for the editor
remark-line = { $claims }: { $remark }.

## Silence
silence-title = What silence can mean
silence-lead = “No complaints” is an answer about complaints. This page holds it against people whom somebody has counted, and says what follows, under which assumptions.
answers-heading = What the offices answered, and what was counted
answers-lead = Answers are dated. An answer is set beside a count only if its place contains the other's and its period covers it.
answers-caption = Official answers about complaints
documented-caption = Documented counts
col-date = Date
col-office = Who answered
col-answer = Answer
col-complaints = Complaints registered
col-period = Period
col-place = Place
col-note = Note
col-source = Source
col-counted = What was counted
col-count = Count
col-who = Who asked
col-year = Year
col-population = Who was asked
col-result = Result
col-sample = Kind of sample
col-pollster = Pollster
col-fieldwork = Fieldwork
col-question = Question
col-group = Group
col-share = Share published
col-judged = More than half?
not-published = not published
no-number-given = no number given
bounds-heading = What follows for those who were counted
bounds-lead = Of every hundred victims, how many leave a registered complaint at most? The statement holds with 95 % confidence. It is worked out twice: as if everybody had decided alone, and as if people who were seized together decided together, which makes the numbers weaker.
assumptions-heading = Assumptions
assumption-product = Filing and registering cannot be told apart: only their product is seen.
assumption-independent = The stronger bound assumes that each person decided independently of the others.
assumption-raids = The weaker bound assumes that people are seized in groups and that decisions within a group resemble one another. Size and likeness were set before looking, and are published in the dossier.
assumption-complainant = Nobody knows whether the person who complained is among those who were counted. It is reckoned as if that were so, which weakens the bound.
plane-heading = How likely is silence?
plane-lead = The chance that not one complaint is registered, for a number of victims and a share who complain and are registered. Where few complain, silence is likely even with many victims.
surveys-heading = Surveys: who reports to the police
surveys-lead = Look at where and among whom each was made: most asked whoever was willing to answer. The intervals are widened for that and show no more than the order of magnitude.
surveys-caption = Reporting surveys
polls-heading = Polls
polls-lead = “More than half” is printed only where the number of people asked in that very group is published and the whole interval lies above one half.
polls-caption = Polls and what they carry
silence-cannot-heading = What silence cannot mean
silence-cannot-none = That nothing happened. With few complaints per victim, none is what one would expect either way.
silence-cannot-total = How many victims there were. No total can be worked out from a zero, and none is printed.
silence-cannot-rate = How many people elsewhere report. A bound for those counted here says nothing about others.
silence-cannot-lie = That an office lied. “No complaint was registered” may be true, and is no answer to what was asked.

## What is counted, as a lower limit
least-persons_detained =
    { $n ->
       [one] at least { $n } person detained
      *[other] at least { $n } people detained
    }
least-persons_killed =
    { $n ->
       [one] at least { $n } person killed
      *[other] at least { $n } people killed
    }
least-persons_affected =
    { $n ->
       [one] at least { $n } person affected
      *[other] at least { $n } people affected
    }
least-persons_who_contacted =
    { $n ->
       [one] at least { $n } person asked for help
      *[other] at least { $n } people asked for help
    }
least-persons_evacuated =
    { $n ->
       [one] at least { $n } person evacuated
      *[other] at least { $n } people evacuated
    }
least-persons_helped_to_flee =
    { $n ->
       [one] at least { $n } person helped to flee
      *[other] at least { $n } people helped to flee
    }
least-persons_detained_and_tortured =
    { $n ->
       [one] at least { $n } person detained and tortured
      *[other] at least { $n } people detained and tortured
    }
least-requests_for_help =
    { $n ->
       [one] at least { $n } request for help
      *[other] at least { $n } requests for help
    }
least-persons_helped =
    { $n ->
       [one] at least { $n } person helped
      *[other] at least { $n } people helped
    }
least-deaths_confirmed_by_investigators =
    { $n ->
       [one] at least { $n } death confirmed by investigators
      *[other] at least { $n } deaths confirmed by investigators
    }
least-other = at least { $n } ({ $unit })

## Sentences of figures
sentence-scoped = { $scope }: { $counted }.
sentence-verdict = Sentence { $sentence }: { $verdict }.
sentence-verdict-words = “{ $words }” Verdict on { $sentence }: { $verdict }.
sentence-residual =
    { $n ->
       [one] The published breakdown of { $whole } ({ $claim }, { $unit }) leaves { $n } person over: the parts add up to { $sum }.
      *[other] The published breakdown of { $whole } ({ $claim }, { $unit }) leaves { $n } over: the parts add up to { $sum }.
    }
sentence-residual-interval = The published breakdown of { $claim } ({ $unit }) leaves a remainder that cannot be given as one number: the parts add up to { $sum }.
sentence-attributed =
    { $n ->
       [one] { $unit } ({ $grounds }): { $n } independent origin names { $hand }.
      *[other] { $unit } ({ $grounds }): { $n } independent origins name { $hand }.
    }
sentence-attributed-none =
    { $n ->
       [one] { $unit } ({ $grounds }): { $n } independent origin does not say who did it.
      *[other] { $unit } ({ $grounds }): { $n } independent origins do not say who did it.
    }
grounds-none = ground not stated
number-disputed = { $number }; ground disputed
grounds-disputed = The ground is disputed.
count-origins =
    { $n ->
       [one] { $unit }: { $n } independent origin.
      *[other] { $unit }: { $n } independent origins.
    }
count-claims =
    { $n ->
       [one] { $n } statement on the record.
      *[other] { $n } statements on the record.
    }
count-claims-said-again =
    { $n ->
       [one] { $n } statement only says again what another has said, word for word.
      *[other] { $n } statements only say again what others have said, word for word.
    }
count-claims-retellings =
    { $n ->
       [one] { $n } statement retells or rests on another and is no origin of its own.
      *[other] { $n } statements retell or rest on others and are no origins of their own.
    }
count-claims-drifted =
    { $n ->
       [one] In { $n } retelling the number changed.
      *[other] In { $n } retellings the number changed.
    }
count-claims-denials =
    { $n ->
       [one] { $n } statement is a denial.
      *[other] { $n } statements are denials.
    }
count-claims-left-out =
    { $n ->
       [one] { $n } statement is not used for “what may be said”; the reason is given with it.
      *[other] { $n } statements are not used for “what may be said”; the reason is given with each.
    }
count-differences =
    { $n ->
       [one] { $n } pair of statements differs.
      *[other] { $n } pairs of statements differ.
    }
count-differences-unexplained =
    { $n ->
       [one] { $n } difference is not yet explained by an editor.
      *[other] { $n } differences are not yet explained by an editor.
    }
count-conflicts =
    { $n ->
       [one] { $n } pair of statements conflicts: both cannot be right as they stand.
      *[other] { $n } pairs of statements conflict: both cannot be right as they stand.
    }
count-conflicts-unexplained =
    { $n ->
       [one] { $n } conflict is not yet explained by an editor.
      *[other] { $n } conflicts are not yet explained by an editor.
    }

## Why a sentence is judged so
why-two_readings = The words can be read in two ways, and nothing in them says which is meant. So the question stays open.
why-report_restated = The sentence reports what somebody answered. That answer is on the record: it was given in public. Whether the answer is true is another question.
why-report_not_restated = The sentence reports something that was said or that happens. No statement on this record says just that. What comes nearest stands beside it. Not found does not mean untrue.
why-same_and_excluded = Evidence on the same people, time and definition excludes what the sentence says.
why-same_and_implied = Evidence on the same people, time and definition implies what the sentence says.
why-elsewhere_and_implied = Evidence carries the sentence, but for other people, another place or another time.
why-evidence_disagrees = One piece of evidence implies the sentence and another excludes it.
why-evidence_does_not_decide = There is evidence on the topic, but none that speaks of the same people, time and definition and is exact enough to decide.
why-nothing_related = Nothing on this record has been related to the sentence.
need-same = A count or a survey of the people, the time and the thing that the sentence means, which says how many were asked.
need-group_n = { $evidence }: how many people of the group were asked.
need-asked = { $evidence }: how many people were asked.
need-reported = { $evidence }: how many people had reported.
need-precision = { $evidence }: more people asked, so that the interval decides.
need-reading = That the speaker says which reading is meant.

## A figure's own page
figures-lead = All the numbers that this release publishes. Pages and pictures are drawn from one file, so that a number cannot say one thing here and another there.
figure-id = Figure
sheet-link = One page to print
rests-heading = What it rests on
meaning-heading = What it means
figure-kind = Kind
figure-unit = Counted
figure-place = Place
figure-period = Period
figure-grounds = Ground
figure-interval = Where the number lies
figure-method = Method
interval-at_least = at least { $low }; there is no upper limit
interval-at_most = at most { $high }
interval-between = from { $low } to { $high }
interval-level = { $interval }, with { $level } % confidence
interval-exact = exactly { $low }
interval-rounded = Ends are rounded outward: nothing is rounded in anybody's favour.
refused = No number is given here: the data do not carry one. That is an answer, too.
falsify-heading = What would falsify it
checks-heading = Checks
checks-caption = Checks that travel with the number
check-name = Check
check-value = Value
check-ok = Passed
ok-true = yes
ok-false = no
ok-none = for information
data-heading = Data
inputs-caption = The files it was computed from
input-file = File
software-line = Computed by { $name } { $version }.

## The sheet
sheet-back = Back to the figure
sheet-who = Who says so
sheet-more =
    { $n ->
       [one] and { $n } more statement on the figure's page
      *[other] and { $n } more statements on the figure's page
    }
sheet-may-not = What may not be said
sheet-check = How to check
sheet-check-how = Take the whole folder of the release and run in it, with nothing installed but Python:
sheet-address = In the release:

## Sentences about silence
sentence-observed =
    { $complaints ->
       [0] { $scope }: { $documented } counted ({ $unit }), no complaint known. That is { $n } % without a complaint.
       [one] { $scope }: { $documented } counted ({ $unit }), { $complaints } complaint known. That is { $n } % without a complaint.
      *[other] { $scope }: { $documented } counted ({ $unit }), { $complaints } complaints known. That is { $n } % without a complaint.
    }
sentence-alone = If each had decided alone, at least { $n } % of such people leave no registered complaint ({ $scope }; { $unit }; 95 % confidence).
sentence-in-raids = If people seized together decided together, at least { $n } % of such people leave no registered complaint ({ $scope }; { $unit }; 95 % confidence).
short-observed =
    { $complaints ->
       [0] { $documented } counted, no complaint known
       [one] { $documented } counted, { $complaints } complaint known
      *[other] { $documented } counted, { $complaints } complaints known
    }
short-without = { $unit }; { $scope }. { $n } % of those counted are not known to have complained.
short-bounds = As a rate: at least { $alone } % without a registered complaint if each decided alone; at least { $raids } % if people seized together decided together (95 % confidence).
short-bound-alone = As a rate: at least { $alone } % without a registered complaint, if each decided alone (95 % confidence).
sentence-unregistered-refused = { $scope } ({ $unit }): no bound on complaints can be given.
sentence-fits =
    { $n ->
       [one] If { $share } % complain and are registered, complete silence fits with up to { $n } victim who decides alone.
      *[other] If { $share } % complain and are registered, complete silence fits with up to { $n } victims who each decide alone.
    }
sentence-fits-any = If { $share } % complain and are registered, complete silence fits with any number of victims.
fits-in-raids =
    { $n ->
       [one] If people seized together decide together: up to { $n } victim.
      *[other] If people seized together decide together: up to { $n } victims.
    }
fits-lead = How many victims fit into complete silence? For four shares who complain and are registered, the largest number whose silence still has a chance of one in twenty:
sentence-survey = { $who }, { $scope }: { $n } % of those asked had not reported.
sentence-survey-refused = { $who }, { $scope }: no share can be given with its uncertainty.
survey-interval = from { $low } to { $high } %
survey-counts =
    { $low ->
      *[other] { $reported } of { $low } to { $high } asked had reported.
    }
survey-count = { $reported } of { $asked } had reported.
survey-published-range = Published: { $share }–{ $high } % reported. How many were asked was not published with it, so no uncertainty can be given.
survey-published = Published: { $share } % reported. How many were asked was not published with it, so no uncertainty can be given.
sentence-poll = { $who }, { $scope }, “{ $question }”: { $n } % ({ $group }).
sentence-poll-refused = { $who }, { $scope }, “{ $question }” ({ $group }): the share has no known uncertainty.
poll-answer = { $question }: { $answer }
poll-yes = yes
poll-no = no
poll-undecided = undecided
poll-no-group_n = The number asked in this group was not published.
poll-smallest =
    { $n ->
       [one] From { $n } person asked in this group the share would decide.
      *[other] From { $n } people asked in this group the share would decide.
    }
evidence-published-share = Published: { $share } %

## Lists and tables
sentence-records =
    { $n ->
       [one] The list “{ $name }” holds about { $n } record. Records are counted here, not people.
      *[other] The list “{ $name }” holds about { $n } records. Records are counted here, not people.
    }
sentence-listed =
    { $n ->
       [one] { $n } person is on at least one of the lists of the table { $name }, as its makers counted.
      *[other] { $n } people are on at least one of the lists of the table { $name }, as its makers counted.
    }

## Kinds of figures
kind-documented = A lower limit on the word of those named, never a total.
kind-bound = The least or most that is compatible with what was observed, under stated assumptions.
kind-share = A share of those who were counted or asked, and of nobody else.
kind-residual = What a published breakdown leaves over.
kind-verdict = A judgement on one sentence by a fixed rule.
kind-claim_count = A count of statements or origins. It says nothing about how many people were harmed.
falsify-documented = A statement on the record that was overlooked or wrongly read; proof that its speakers draw on one another; or evidence that fewer people than this were harmed in this place and time.
falsify-lists-records = Another number of rows on the list, rounded in the same way.
falsify-bound = Complaints by these people that were registered and are not counted here; or groups larger or more alike in their decisions than assumed.
falsify-bound-lists = The same person taken for two on different lists, or two for one; lists of other people, places or times; lists that depend on each other for another reason than that some people are easier to find.
falsify-share = The counts of those asked or counted, if the source published them wrongly or they were read wrongly here.
falsify-residual = A published part that is missing from this breakdown, or another total.
falsify-verdict = Evidence on the same people, place, time and definition that is not on the record, or a relation that an editor judged wrongly.
falsify-claim_count = A relation that is missing or wrong, or two speakers who are one.
may-not-documented = That this is how many there were in all. It is a lower limit.
may-not-add = That it may be added to the figures for other times and places.
may-not-independent = That several independent sources confirm it.
may-not-larger = That the larger numbers named on the figure's page are confirmed.
may-not-bound = That it says how many were harmed, or how many elsewhere complain.
may-not-share = That it holds for people who were not counted or asked.
may-not-residual = Who the remaining people are, or that somebody hides them.
may-not-verdict = That the speaker lied or told the truth. The verdict is about the record, not the speaker.
may-not-claim_count = That many statements mean many victims.
assume-documented = Statements by one organisation are not independent of each other; denials, retellings, samples and statements with a disputed ground are left out.
assume-verdict = “The same people, place, time and definition” is what an editor wrote in the data, never the program's guess.
assume-raids = People are taken to be seized in groups of { $size }; the decisions in a group correlate by { $rho }.
assume-design = No survey here is a simple random sample: the counts are discounted by a design effect of { $effect }.
method-ledger-may_be_said = Of each independent origin the largest lower number; where origins contradict each other, the smallest of these.
method-ledger-residuals = The published whole minus the sum of its published parts.
method-ledger-verdicts = A fixed rule over the relations that an editor recorded.
method-ledger-attributions = Independent origins that name these hands on this ground.
method-ledger-counts = Counted over the statements and their relations.
method-silence-observed = One minus complaints by people counted.
method-silence-registered_share = Exact limits (Clopper and Pearson, 1934); with groups, the same with a beta-binomial model of each group.
method-silence-compatible_victims = The largest number whose complete silence still has a chance of at least 5 %.
method-silence-reporting_share = Beta posterior with Jeffreys' prior, counts divided by the design effect.
method-silence-judge_poll = Wilson's interval with a design effect; only with a published number of people asked in the group.
method-lists-records = The rows of the list, counted and rounded.
method-tables-sum = The sum of the table's counts.

## Checks that travel with a number
check-independent_origins = Independent origins (passed from two on)
check-larger_figures_unconfirmed = Larger numbers said beside it, unconfirmed
check-whole = The whole
check-parts_sum = Sum of the parts
check-parts_within_whole = Number of parts (passed if they do not exceed the whole)
check-rule = The rule that decided
check-ground_undisputed = Hand (passed if the ground is undisputed)
check-documented = People counted
check-complaints = Complaints known
check-share_pct = Share who complain and are registered, %
check-victims_in_raids = Victims that fit, if people seized together decide together
check-reported = People who had reported
check-asked_low = People asked, at least
check-asked_high = People asked, at most
check-smallest_n = Fewest people asked in the group with whom the share would decide
check-more_than_half = More than half?
check-n = People asked in the group
check-refused_no_share = Refused: the share is not known
check-refused_no_group_n = Refused: the number asked in this group is not published
check-refused_no_reported = Refused: how many reported is not published
check-refused_no_asked = Refused: how many were asked is not published
check-refused_nobody_documented = Refused: nobody was counted
check-refused_more_complaints_than_documented = Refused: more complaints than people counted

## What may not be said
limits-title = What may not be said
limits-lead = Larger numbers are in circulation. To repeat them is to hand the argument to those who deny everything. Here they stand, each with the reason why it is not repeated as fact.
limits-unconfirmed = Said by another origin and not confirmed
limits-unconfirmed-why = Another origin says more. As long as the origins contradict each other, only the smaller number is said, and the larger is named beside it as unconfirmed.
limits-beside = May be said instead:
limits-general = In general
limits-general-total = No figure here may be called a total.
limits-general-add = Figures for different times, places or grounds may not be added.
limits-general-sources = Many reports of one statement may not be called many sources.
limits-general-silence = That nobody complained may not be used against those who were harmed, and not as proof of a number either.
limits-general-denial = A denial may not be counted as zero.

## Method
method-title = Method
method-lead = The rules were fixed before the record was read. The same rules apply to every speaker, also to those whom one would like to believe.
method-claims = Statements
method-claims-1 = A statement is what somebody said in public: words, speaker, date, source. Unknown is left empty; zero is written as zero; a date known to the month stays known to the month.
method-claims-2 = Statements that are alike in everything but date and source say the same thing again and are counted once.
method-origins = Origins, not voices
method-origins-1 = Two statements have one origin if one repeats, retells or rests on the other, if both rest on the same base, or if the same organisation stands behind both. A retelling belongs to what it retells; it is never a source of its own.
method-said = What may be said
method-said-1 = For each thing counted, each period and place: from every origin the largest lower number. Where origins contradict each other, the smallest of these is printed and the others stand beside it as unconfirmed. Different times, places and grounds are never added.
method-said-2 = Left out are denials, retellings, the sentences that are judged, samples (how many were interviewed) and statements whose ground is disputed. Each is listed with its reason.
method-differences = Differences and conflicts
method-differences-1 = Two statements differ if they count the same, overlap in time, place and ground, and give unequal numbers. They conflict if their scopes are equal and their ranges do not meet, or if the wider scope has the smaller number. A chain of recorded relations explains a difference; one without a chain is named as not yet explained.
method-verdicts = Verdicts on sentences
method-verdicts-1 = “Same” below means: an editor has written in the data that people, time and definition agree.
method-verdict-contradicted = Contradicted: evidence on the same excludes the sentence.
method-verdict-supported = Supported: evidence on the same implies the sentence.
method-verdict-elsewhere = Supported elsewhere: evidence implies it for other people, another place or another time.
method-verdict-undecided = Undecided: there is evidence, but none that decides. What would decide it is named. A sentence with two readings stays undecided.
method-verdict-found = Found or not found: for sentences that report what others said. Found means that it was said, not that it is true.
method-silence = Silence
method-silence-1 = If a number of people were counted and a number of complaints is known, exact limits follow for the share whose complaint is filed and registered. They are computed twice: each decides alone; or people are seized in groups that decide alike. An official answer is set beside a count only if its place and period contain those of the count.
method-silence-2 = No number of victims is ever computed from a zero.
method-surveys = Surveys and polls
method-surveys-1 = Counts are discounted by a design effect of 1.5, because none of the samples is simply random. Where the number of people asked was not published, no interval is given and nothing is decided.
method-scales = Two scales
method-scales-1 = How strong the evidence is, and whether the accused admit it, are two different questions. Where those who are accused deny everything, a scale that needs their admission would stay empty for ever.
method-rounding = Rounding and repetition
method-rounding-1 = Ends of intervals are rounded outward, “at least” downward. The same dossier and program give the same bytes, so that anybody can repeat the release.
method-missing = What is not done yet
method-missing-1 = No total is estimated: that takes lists of people which overlap, and here are none. Statements are never added up in its place.

## How to attack this
attack-title = How to attack these figures
attack-lead = A figure that cannot be attacked cannot be trusted. Here is where to begin, and where we ourselves see the weak points.
attack-weak = Weak points that we know
attack-one-origin = Each of these has one independent origin:
attack-unconfirmed = Larger numbers stand beside these, unconfirmed:
attack-residual = What published breakdowns leave over:
attack-unexplained = Not yet explained by an editor:
attack-disputed = The ground of these is disputed, so they enter no count:
attack-no-source = Sources that are not linked here, and so cannot be opened from this page:
attack-quoted = Statements known only as others quote or copy them:
attack-raids = Size and likeness of groups are assumptions, not measurements:
attack-editor = Which statements are related, and on what they agree, was judged by editors. Each judgement is in the data with its reason.
attack-selection = A statement that nobody has entered is not weighed. Whoever knows one can add it and compute again.
attack-kinds = What would falsify each kind of figure
attack-how = What you can check yourself
attack-how-sources = Open the source of a statement and compare words, number and date.
attack-how-double = Double any statement in the data and compute again: no published number and no number of origins may change.
attack-how-relations = Remove the relations and compute again: the conflicts and differences appear that the editors have explained.
attack-how-verify = Run the checker: it recomputes every figure that follows from the data of this release, and names those that it cannot.

## Check it
verify-title = Check it yourself
verify-lead = You need the whole folder of this release and Python 3.11 or later. Nothing is installed and nothing is sent anywhere.
verify-run = Run the checker
verify-run-1 = In the folder of the release:
verify-run-2 = It compares every file with the manifest, checks that the pages are whole in every language and say the numbers of figures.json, and recomputes origins, remainders, conflicts, verdicts and bounds from the data.
verify-hash = Tie it to a hash from elsewhere
verify-hash-1 = Whoever can change these files can change the checker with them. So the hash of the manifest is published elsewhere by those who made the release; it cannot stand on this page, because this page is in the manifest. Ask them for it, or look where they publish, and run:
verify-hash-2 = Without that hash the checker can see accidents and inconsistencies, but not an exchange of everything at once.
verify-own = With a checker of your own
verify-own-1 = Best of all, take the program from its source and not from this folder:
verify-hand = By hand
verify-hand-1 = The manifest has the form of sha256sum:
verify-data = The data
verify-data-1 = Every table is in the folder data, described in datapackage.json (Frictionless) and ro-crate-metadata.json (RO-Crate).

## Pictures
timeline-title = Statements on the day they were made, by origin
timeline-description = One row a statement; the rows of one origin stand together and have one colour. Retellings are drawn hollow. Denials are crosses on the time axis.
timeline-lead = Ten reports of one number are one voice. The rows of one origin stand together.
origin-name = Origin { $origin }: { $speaker }
word-claim = Statement
word-unit = Counted
word-origin = Origin
word-speaker = Speaker
word-said-on = Said on
word-period = Period
word-low = At least
word-high = At most
word-number = Number
word-retells = Retells
word-denied = Denials
key-own = said on its own
key-retelling = a retelling
key-period = the time it speaks of
key-open = this many or more
graph-title = Which statement rests on which
graph-description = Statements in the lanes of their origins; lines show the relations that editors recorded, with their kind.
graph-lead = The lines are relations that editors have recorded, each with its reason in the data.
lane-denials = Denials
lane-sentences = The sentences that are judged
lane-surveys = Surveys and polls
lane-other = Other statements
word-lane = Group
word-text = What was said
word-relation = Relation
word-target = To
denials-title = What was denied, and what was already on record that day
denials-description = Above the time axis statements about acts, below it the denials; a line joins each denial to what it denies, and shows whether that was already on record.
denials-evidence = On record
denials-denied = Denied
denials-on-record = already on record that day
denials-later = became known later
denials-unclear = the dates do not tell
denials-key-said = became known
denials-key-denial = denial
word-denial = Denial
word-words = Words
word-evidence = On record
word-evidence-text = What was said
word-evidence-said = Known since
word-known = Already on record
quote = “{ $words }”
plane-title = The chance that nobody complains
plane-description = Number of victims against the share who complain and are registered, both on logarithmic scales. Below the line complete silence is no surprise; above it, it is. A second line holds if people seized together decide together.
plane-victims-axis = victims
plane-share-axis = share who complain and are registered
plane-expected = silence is to be expected
plane-surprise = silence would be a surprise
plane-threshold = 5 % chance of silence, if each decides alone
plane-clustered = the same, if people seized together decide together
plane-contours = chance of silence
plane-chance = Chance of silence, each alone
plane-chance-clustered = Chance of silence, together
intervals-title = The figure on its scale
intervals-description = A dot for the number, a line for its interval; an arrow means that there is no limit on that side.
surveys-title = Who did not report to the police
surveys-description = One row a survey: the share who did not report, with its interval; where the source gives no counts, the words stand in its place.
surveys-mark = { $sentence } says more than this
word-label = What
word-value = Number
word-remark = Remark
attribution-title = Who is said to have done it, and on which ground
attribution-description = A matrix of hands and grounds; one dot is one independent origin, however often it was printed.
hand-none = not stated
word-hand = Who
word-ground = Ground
word-origins = Origins
word-origins-count = Number of origins
attribution-key = one independent origin

## The first page, in every language at once
root-silence = That nobody complained proves nothing: { $observed }.
root-flagged = An estimate of all of them is flagged: it stands inside, with what speaks against it.
root-refused = An estimate of all of them is refused: these lists do not carry one.
root-link = Read on in English

## Small words
value = { $n }
percent = { $n } %
percent-below = < { $n } %
pair-answer = The answer it stands beside:
unit-percent = percent
unit-verdict = a sentence
unit-claims = statements
unit-pairs = pairs of statements
unit-origins = independent origins
unit-victims = victims
unit-records = records
unit-persons_listed = people on at least one list
unit-persons_shown = people for whom the evidence shows it
origins-short =
    { $n ->
       [one] ({ $n } independent origin)
      *[other] ({ $n } independent origins)
    }
complaints-registered = complaints: { $n }
why-offices = What the offices answered
why-counted = Beside it, people whom others have counted
survey-published-most = Published: at most { $high } % reported. How many were asked was not published with it, so no uncertainty can be given.

## Estimates
start-lead-tables = Several lists of the same people overlap. From how they overlap follows how many people there may be in all, those on no list included, and how far that can be trusted. The people who are documented and the estimate stand side by side. They are never added.
estimates-heading = Documented and estimated
estimates-lead = The documented are on at least one list: nobody disputes their number. The estimate says how many there may be in all, and already contains the documented. What speaks against an estimate stands with it.
estimates-more = Every engine, every check and what would falsify it
table-name = Table { $name }
table-part = { $title }: { $part }
sentence-documented =
    { $n ->
       [one] { $subject }: { $n } person is on at least one list, as its makers counted.
      *[other] { $subject }: { $n } people are on at least one list, as its makers counted.
    }
sentence-estimate =
    { $documented ->
       [one] { $subject } ({ $unit }): an estimated { $n } in all, those on no list included (95 % interval { $low } to { $high }). { $documented } of them is documented.
      *[other] { $subject } ({ $unit }): an estimated { $n } in all, those on no list included (95 % interval { $low } to { $high }). { $documented } of them are documented.
    }
sentence-estimate-flagged =
    { $documented ->
       [one] { $subject } ({ $unit }): a flagged estimate of { $n } in all, those on no list included (95 % interval { $low } to { $high }). { $documented } of them is documented. What speaks against this number belongs to it.
      *[other] { $subject } ({ $unit }): a flagged estimate of { $n } in all, those on no list included (95 % interval { $low } to { $high }). { $documented } of them are documented. What speaks against this number belongs to it.
    }
sentence-estimate-refused =
    { $documented ->
       [one] { $subject } ({ $unit }): { $documented } person is documented. An estimate of all of them is refused: these lists do not carry one.
      *[other] { $subject } ({ $unit }): { $documented } people are documented. An estimate of all of them is refused: these lists do not carry one.
    }
sentence-chao = { $subject } ({ $unit }): at least { $n } in all, if lists depend on each other only because some people are easier to find than others (Chao’s lower bound).
sentence-chao-refused = { $subject } ({ $unit }): the overlaps of these lists give no lower bound above the number documented.
sentence-chao-unseen = { $subject } ({ $unit }): no lower bound is given. A count that it needs is of so few people that it is not shown.
unit-persons = people
estimate-verdict-heading = The verdict: { $verdict }
estimate-verdict-usable = No rule speaks against this estimate. It still rests on its assumptions, and is quoted with its interval and the number documented.
estimate-verdict-flagged = Something speaks against this estimate. It may be quoted only with the word “flagged”, its interval, and what is said here.
estimate-verdict-refused = The lists do not carry a number, and none is given. That does not mean that few are missing. It means that these lists cannot say. The number documented still stands.
estimate-hull = Lists may depend on each other because they share sources, or because some people are easier to find than others. The interval reaches over what several engines hold possible.
estimate-beside-heading = Side by side
estimate-beside-caption = Documented, at least, estimated, and published by others. None of these may be added to another.
estimate-col-what = What
estimate-col-people = People (95 % interval)
estimate-col-interval = 95 % interval
estimate-row-documented = Documented: on at least one list
estimate-row-chao = At least (Chao’s lower bound)
estimate-row-estimate = Estimated in all, the documented included
estimate-row-pooled = The same with parts that borrow from each other (partially pooled)
estimate-asked-loglinear = This was asked with log-linear models.
estimate-row-published = Published: { $who }
estimate-range = { $low } to { $high }
estimate-from = { $low } and more
estimate-none = no number
estimate-engines-heading = Every engine
estimate-engines-lead = Which engine leads was settled by the number of lists, or in the dossier, before any of them was asked.
estimate-engines-caption = What each engine answers; where it has several answers, each of them
estimate-col-engine = Engine
estimate-col-remark = Remark
estimate-modes = { $engine }: { $answers }.
estimate-leads = leads
estimate-mode = one of its answers
estimate-mode-weight = one of its answers, weight { $weight } %
engine-graphs = Averaging over graphs
engine-latent = Latent classes
engine-loglinear = Log-linear models
estimate-otherwise-heading = The question put differently
estimate-otherwise-lead = A number that can be relied on changes little when the question is put differently.
estimate-leave-one-out-caption = Without one list
estimate-merges-caption = Two lists taken as one
estimate-inside-caption = Each list as if it were the whole population: the answer is known
estimate-priors-caption = What was believed before, changed
estimate-trajectory-caption = With a part of the sightings, drawn by chance nine times
estimate-dial-caption = What dependence would mean that nobody can see: the lists { $a } and { $b } by themselves
estimate-col-change = Change
estimate-col-answer = Answer
estimate-col-known = Right answer
estimate-col-documented = Documented
estimate-col-sightings = Sightings
estimate-col-lowest = Lowest to highest
estimate-col-odds = The odds of being on { $a } for people on { $b }
estimate-without = without { $a }
estimate-merged = { $a } and { $b } as one
estimate-prior-flatter = p(N) proportional to N^−0.5
estimate-prior-steeper = p(N) proportional to N^−1.5
estimate-prior-half = half the prior weight of the cells
estimate-prior-twice = twice the prior weight of the cells
estimate-odds = × { $ratio }
estimate-odds-neutral = × 1: neither higher nor lower
estimate-odds-excluded = fewer than documented: the lists speak against it
estimate-note-few = With three lists or fewer, none was left out, none was taken as the population and no two were merged.
estimate-note-many = With more than seven lists, exact averaging is not possible: no two lists were merged, no other prior was tried, and no sightings were thinned out.
estimate-note-empty = Lists that hold nobody here were left out.
estimate-parts-heading = The parts
estimate-parts-lead = The total is a sum of draws: one from each part, added, again and again. Its interval is not the sum of intervals. It is never better than its worst part.
estimate-at-least = For the other parts an estimate is possible. With the documented of the refused parts they come to at least { $n }.
estimate-about-heading = The lists
estimate-definition = What a row counts:
estimate-source = Source:
estimate-licence = Licence:
estimate-note = Note:
estimate-lists-caption = The lists of this table
estimate-col-list = List
estimate-col-name = What it is
estimate-recompute-heading = Compute it again
estimate-recompute = verify.pyz cannot: engines need more than a bare Python. With vittne installed, in the folder of the release:
rule-few_overlaps =
    { $n ->
       [0] Nobody is on two lists or more, and overlaps are all that any method has to go by.
       [one] Only { $n } person is on two lists or more, and that is all that any method has to go by.
      *[other] Only { $n } people are on two lists or more, and that is all that any method has to go by.
    }
rule-few_lists = With two lists nothing shows whether they depend on each other, and the answer depends on that. Three lists are needed.
rule-unidentified = The log-linear engine finds no model that allows for dependence between lists and has an answer. The models that are left assume what these data cannot show.
rule-no_number = The engine that was fixed in advance gives no number. Another engine’s number, chosen after looking, is not what was promised.
rule-untestable = With so few lists nothing tests what is assumed of the many who would be on none: people who are hard to find for every list leave no trace.
rule-unbounded = The log-linear interval has no upper end: with a few people fewer there would be no answer at all.
rule-several_modes = These data allow several answers, far apart, and do not decide between them.
rule-engines_apart = The engines give answers that are far apart.
rule-depends_on_a_list = Without the list { $a } the answer would be { $n } in place of { $expected }: it hangs on that list.
rule-depends_on_a_merge = With { $a } and { $b } taken as one list the answer would be { $n } in place of { $expected }: it hangs on where one list ends and another begins.
rule-depends_on_the_prior = With another belief beforehand the answer would be { $n } in place of { $expected }: it hangs on what was believed before.
rule-not_consistent = How many people are on the list { $a } is known: { $expected }. The same method, asked from the other lists alone, says { $n } ({ $low } to { $high }).
rule-trend = With a part of the sightings the answer is another one: it has not settled, and more lists would move it.
rule-not_converged = The draws of an engine cannot be relied on.
rule-wide = The interval is so wide that it names no size.
rule-below_chao = The interval ends below Chao’s lower bound: lists that avoid each other, or a wrong model.
rule-far_above_chao = An engine says far more than Chao’s lower bound: most of that comes from the model, not from the overlaps.
rule-borrowed = This part is too thin to speak for itself. Its number is borrowed from what the other parts have in common.
rule-totals_apart = Partially pooled, the total is another one: what the parts are taken to have in common decides.
rule-part = { $part }: { $verdict }.
refusal-graphs_too_many_lists = refused: with more than seven lists there are too many graphs to try them all
refusal-graphs_too_few_lists = refused: three lists are needed
refusal-graphs_nobody = refused: nobody is on these lists
refusal-nobody = refused: nobody is on these lists
refusal-latent_lists = refused: three lists are needed
refusal-no_overlap = refused: nobody is on two lists
refusal-list_holds_everybody = refused: one list holds everybody
refusal-no_model = refused: no model has an answer
refusal-dependence_not_testable = refused: no model that allows for dependence has an answer
refusal-does_not_fit = refused: the models that have an answer are nothing like the table
refusal-unbounded = refused: its interval has no upper end
kind-estimated = How many there may be in all, those on no list included, under stated assumptions. It contains the documented and is never added to them.
falsify-estimated = A list that was not made as described, or that takes its names from another; the same person counted twice, or two as one; people whom no list could reach; a further list whose overlaps do not fit; a mistake in an engine that another program does not make.
may-not-estimated = That so many were harmed, without the word “estimated”, the interval, the number documented, and what speaks against it.
may-not-estimated-add = That it is added to the number documented: it already contains them.
may-not-estimated-flagged = The number without the word “flagged” and the reasons.
may-not-estimated-refused = Any number of an engine. None may be quoted where the estimate is refused.
assume-estimate-linked = The same person on several lists was recognised as one, and nobody else was taken for them.
assume-estimate-closed = All lists speak of the same people, the same place and the same time.
assume-estimate-like = People on no list are like those on few lists. Whoever no list could reach is in no estimate.
assume-chao = Lists depend on each other only because some people are easier to find than others.
method-estimate-chao = Chao’s lower bound for lists of different size (Rivest and Baillargeon, 2007), the lower end of its 95 % interval.
method-estimate-compare = Multiple systems estimation: several engines side by side (averaging over decomposable graphs, latent classes, log-linear models), with a prior proportional to 1/N, and rules for when not to say a number.
method-estimate-compare_strata = Sums of draws over the parts, each estimated by itself.
check-chao_at_least = At least (Chao’s lower bound)
check-chao_point = Chao’s bound itself
check-on_two_lists = People on two lists or more
check-verdict = Verdict of the rules
check-rule-fired = How often the rule { $rule } speaks against it
check-refused_no_overlaps = Refused: the overlaps give no bound
cannot-estimated = Who the people on no list were. An estimate has no names.
limits-general-estimate = A flagged estimate may not be quoted without what speaks against it. Where an estimate is refused, no engine’s number may be quoted.
limits-general-side = What is documented and what is estimated may not be added: the estimate contains the documented.
limits-general-audited = The number that an audit confirms is not the number of those harmed, and the rest of the list may not be called false.
method-estimates = Estimates
method-estimates-1 = Where several lists of the same people overlap, the overlaps say how many may be on no list. Several engines are asked. Which of them leads is settled before any is asked; where they disagree, the interval reaches over all of them. Then the question is put differently: without each list, with two lists as one, with each list as the population, with other beliefs beforehand, with fewer sightings.
method-estimates-2 = Fixed rules turn this into a verdict: usable, flagged or refused. The worst rule decides. A refused table has no number in this release, from no engine.
method-missing-2 = Tables of overlaps that others published are taken as their makers counted them. Whether they recognised the same person on several lists cannot be seen from here.
limits-lead-tables = An estimate is easily made to say more than it does. This is what may not be done with these numbers.
attack-how-estimate = Estimate again with another seed, another leading engine, or without a list. What changes is no property of those who were harmed.
further-verify-estimates = One command recomputes what is documented and the lower bounds, with nothing installed but Python, and holds the estimates against them. A second one, with vittne installed, computes the estimates again.
attack-flagged = These estimates are flagged or refused, and for these reasons:

## Pictures of estimates
estimate-picture-engines-title = How many people: every engine on one axis
estimate-picture-engines-description = One row for each engine: a mark where it says that the number is, a line for its 95 % interval, hollow marks where it has several answers between which the data do not decide. Beside them the { $n } people documented, and Chao’s lower bound.
estimate-picture-densities-title = What each engine believes
estimate-picture-densities-description = One curve for each engine: the higher, the more likely is this number of people. Each curve is drawn as high as there is room. That of the log-linear models is of resampled tables; its interval is corrected, and need not lie below it. Hollow marks are several answers between which the data do not decide; { $n } people are documented.
estimate-picture-leave-one-out-title = Without one list, and inside each list
estimate-picture-leave-one-out-description = The answer without each list in turn, with every two lists taken as one, and with each list as if it were the whole population, where the right answer is known. With all lists { $n } people are documented.
estimate-picture-trajectory-title = The answer as sightings come in
estimate-picture-trajectory-description = The answer from a part of the sightings, chosen by chance, up to all of them, with which { $n } people are documented. Where it still grows, it has not settled.
estimate-picture-dial-title = What dependence between lists would mean
estimate-picture-dial-description = The number of people for each degree of dependence that the data cannot show, with its 95 % interval; { $n } people are documented.
estimate-picture-engine-graphs = Graph averaging
estimate-picture-engine-latent = Latent classes
estimate-picture-engine-loglinear = Log-linear models
estimate-picture-leads = { $name } (leads)
estimate-picture-number = { $value } ({ $low } to { $high })
estimate-picture-interval = { $low } to { $high }
estimate-picture-refused = refused: gives no number
estimate-picture-publishable = What may be published
estimate-picture-publishable-none = refused: no number
estimate-picture-publishable-hull = Published, joined intervals: { $names }
estimate-picture-mode = one answer, weight { $weight }
estimate-picture-mode-unweighted = one answer, without a weight
estimate-picture-chao = At least (Chao’s bound)
estimate-picture-documented = documented: { $n }
estimate-picture-whole = with all lists: { $n }
estimate-picture-heading-without = Without one list
estimate-picture-heading-merged = Two lists taken as one
estimate-picture-heading-trajectory = With this share of the sightings
estimate-picture-heading-inside = Each list as if it were the population
estimate-picture-without = without { $name }
estimate-picture-merged = { $name } and { $other } as one
estimate-picture-inside = { $name }, in truth { $n }
estimate-picture-kept = { $share } %: { $n } documented
estimate-picture-dial-pair = If the odds of being on { $name } are so many times as high for people on { $other }
estimate-picture-dial-all = If so many times as many people are on no list as without an interaction of all lists
estimate-picture-ratio = × { $ratio }
estimate-picture-neutral-pair = × 1: just as likely
estimate-picture-neutral-all = × 1: no interaction
estimate-picture-contradicted = contradicted: fewer than documented
estimate-picture-no-variants = Not drawn: the question was not put differently, or there was no number to move.
estimate-picture-no-variants-lists = Not drawn: leaving a list out needs four lists or more.
estimate-picture-no-trajectory-lists = Not drawn: with more than seven lists no sightings are thinned out.
estimate-picture-no-dial = Not drawn: no two lists share people and have people of their own as well.
estimate-picture-axis = people
estimate-picture-axis-log = people (logarithmic: equal steps multiply)
estimate-picture-key-value = the answer and its 95 % interval
estimate-picture-key-several = several answers; the data do not decide between them
estimate-picture-key-published = the interval that is published
estimate-picture-key-least = at least so many
estimate-picture-key-others = published by others
estimate-picture-key-known = how many are on the list in truth
estimate-picture-key-documented = how many are documented then
estimate-picture-key-steps = median of nine draws, with the lowest and the highest
estimate-picture-key-dial = the number and its 95 % interval

## Linked lists
start-lead-lists = A list of people may have the same person more than once. Which records are of one person is not known for certain, so the number of different people has an interval.
estimates-lead-linked = Which records are of the same person is not known for certain: it was drawn by chance, again and again, as likely as the records make it. So the number of different people has an interval, too. The estimate says how many there may be in all, and already contains the documented. They are never added.
linked-table-title = All lists, linked
linked-table-definition = People, by the lists that have a record of them.
linked-table-note = Nobody knows for certain which records are of the same person. This is the committed list, one draw of it, the one that agrees most with all others. Counts of few people are left out and all others are rounded, so that the table names no one; the total is exact. The published estimate rests on all draws and on the exact counts.
sentence-committed =
    { $n ->
       [one] { $n } person is on the committed list.
      *[other] { $n } people are on the committed list.
    }
sentence-persons =
    { $n ->
       [one] The records speak of { $n } person (95 % interval { $low } to { $high }): which records are of the same person is not known for certain.
      *[other] The records speak of { $n } people (95 % interval { $low } to { $high }): which records are of the same person is not known for certain.
    }
sentence-persons-by =
    { $n ->
       [one] { $what }. { $n } person on the committed list.
      *[other] { $what }. { $n } people on the committed list.
    }
sentence-linked =
    { $documented ->
       [one] { $subject } ({ $unit }): an estimated { $n } in all, those on no list included (95 % interval { $low } to { $high }). { $documented } of them is documented ({ $from } to { $to }).
      *[other] { $subject } ({ $unit }): an estimated { $n } in all, those on no list included (95 % interval { $low } to { $high }). { $documented } of them are documented ({ $from } to { $to }).
    }
sentence-linked-flagged =
    { $documented ->
       [one] { $subject } ({ $unit }): a flagged estimate of { $n } in all, those on no list included (95 % interval { $low } to { $high }). { $documented } of them is documented ({ $from } to { $to }). What speaks against this number belongs to it.
      *[other] { $subject } ({ $unit }): a flagged estimate of { $n } in all, those on no list included (95 % interval { $low } to { $high }). { $documented } of them are documented ({ $from } to { $to }). What speaks against this number belongs to it.
    }
sentence-linked-refused =
    { $documented ->
       [one] { $subject } ({ $unit }): { $documented } person is documented ({ $from } to { $to }). An estimate of all of them is refused: these lists do not carry one.
      *[other] { $subject } ({ $unit }): { $documented } people are documented ({ $from } to { $to }). An estimate of all of them is refused: these lists do not carry one.
    }
persons-hand = Who did it to them: { $name }
persons-ground = Ground: { $name }
persons-place = Place: { $name }
persons-disputed = disputed
linked-by-heading = Who did it, on which ground, and where
linked-by-lead = Every person on the committed list is counted in one row. Where the people of a row would be too few, they are counted under “other, or not stated”: a small number could name somebody. For the same reason the numbers of rows are rounded; their sum is exact.
linked-by-hand = Who did it to them, as the records say
linked-by-ground = On which ground, as the records say
linked-by-place = Where, as the records say
linked-col-truth = In truth
linked-col-people = People
linked-row-truth = In truth: people of whom there is a record (the people are invented)
linked-row-truth-all = In truth: people in all (the people are invented)
linked-row-chao = At least (Chao’s lower bound, of the most typical draw)
linked-not-reviewed = Nobody has reviewed a pair of these records. What two alike records are worth is a belief, and no experience: the intervals are as wide as that belief.
linked-reviewed =
    { $n ->
       [one] How likely two alike records are of one person was learned from { $n } pair that people reviewed.
      *[other] How likely two alike records are of one person was learned from { $n } pairs that people reviewed.
    }
linked-not-counted =
    { $n ->
       [one] { $n } record is too weak in its grade to be counted; it helped to find who is who.
      *[other] { $n } records are too weak in their grade to be counted; they helped to find who is who.
    }
linked-threshold-heading = With a threshold picked by hand
linked-threshold-lead = It is common to join all pairs of records above some probability, and to forget the doubt. This is what would follow, with probabilities as the program has them before anybody reviewed a pair. Nobody has to pick a threshold here.
linked-threshold-caption = What a threshold would have made of it
linked-col-threshold = Pairs joined from
linked-col-persons = People documented
linked-row-draws = published here, without a threshold
linked-variance-heading = Where the doubt comes from
linked-variance-lead = How much of the variance of the logarithm of the number is due to what.
linked-variance-caption = Shares of the variance
linked-col-source = What is not known
linked-col-share = Share
linked-col-meaning = What would make it smaller
linked-variance-linkage = Which records are of the same person
linked-variance-model = How the lists depend on each other: which engine is right
linked-variance-sampling = Chance, and what the leading engine leaves open
linked-variance-linkage-less = Reviewing more pairs of records
linked-variance-model-less = Lists that were made in other ways
linked-variance-sampling-less = More people on several lists
linked-picture-title = The numbers, and what a threshold would have made of them
linked-picture-description = The first row is what is published here, with its 95 % interval; below it how many people there would be if all pairs of records above a threshold were joined.
linked-picture-draws = Published, over all draws
linked-picture-at = from { $share } %
linked-picture-truth = in truth: { $n }
linked-picture-persons = People documented
check-lists = Lists
check-typical = People in the most typical draw
check-reviewed = Reviewed pairs to learn from
check-draws = Draws of who is who
check-truth = In truth (the people are invented)
rule-not_reviewed = Nobody has reviewed a pair of records. What two alike records are worth is a belief, and no experience.
rule-refused_draws = For some draws of who is who there is no number, and without them the others would say too little.
method-log-listed = The records are taken together as the most typical draw of who is who takes them. Everybody who then has a record that counts is one leaf of the list log, and the leaves are counted.
method-link-persons = Records are compared, pairs weighed, and what a weight is worth is learned from reviewed pairs. Then it is drawn who is who, and people are counted in each draw: the median and 95 % of the draws.
method-link-persons_by = The people on the committed list by what their records say. Small counts are merged, all others rounded with the total kept.
method-estimate-linked = The leading engine is asked about draws of who is who, its answers are put together, and the ends are rounded outward.
falsify-log-listed = A list log with another number of leaves; a leaf for which the organisation cannot show a person to an auditor; a person who has two leaves.
falsify-link-persons = Two records taken for one person that are of two, or two that are of one; records of people who never were; a further list that shows how often the same person is written in another way.
assume-linked-records = Every record is of one person. A nameless record may be anybody’s of its event, and is drawn accordingly.
assume-linked-draws = Who is who is drawn as likely as the records and the reviewed pairs make it; what reviewers said is taken as right.
method-linked = Linked lists
method-linked-1 = The same person may be on several lists, written in other letters, with a wrong date, or without a name. Every two records that could be of one person are weighed: names, ages, days, places, acts. Two named people of one event are, as a rule, two people.
method-linked-2 = What a weight is worth is learned from pairs that people reviewed, with the doubt that so few pairs leave. Then it is drawn who is who, whole and again and again, and all that is counted or estimated is counted and estimated in each draw.
method-protected = Tables that name no one
method-protected-1 = Small counts are merged, all others are rounded with a secret key, and the total is kept. Between two releases a number changes only where enough people were added or taken out. Before it is published, the program attacks each release with all earlier ones, and refuses what would tell of one or two people.
method-audited = Audit
method-audited-1 = First the list is committed: the release has a log with one leaf for each person. Only then public chance says whose records an outsider inspects, in confidence. “Not shown” counts as not substantiated. What that proves about the whole list is computed so that it holds with the stated confidence, whenever the auditor stops.
attack-how-linked = Ask how the number of people moves with a threshold: its page shows it. Ask any engine about the published table of the lists; the table is rounded, so expect no equal number. Ask that somebody whom you trust reviews pairs.
persons-other_or_not_stated = other, or not stated
persons-several = the records name several
persons-rest = { $place }, elsewhere there or not said more closely
method-estimate-hidden = The engines are asked about the exact table, which is not published, and the ends are rounded outward.
check-refused_cells_not_shown = Refused: a count that the bound needs is not shown, as it would be of few people
check-refused_batch_rule = Withdrawn until enough has changed: the difference would be of few people
estimate-unseen-heading = Why so little is said here
estimate-unseen = What each engine says, and what it says without a list or with another prior, is left out. Whoever guesses who is behind a small count could try each guess against these numbers, and learn from the one that fits. The table of the lists is published merged and rounded: any engine may be asked about that.
estimate-recompute-unseen = The exact counts are not published, so nobody can compute this number again. What engines say of the published table, with vittne installed, in the folder of the release:
sentence-committed-withdrawn = How many people are on the committed list is not said in this release: so few were added or taken out that the difference would tell of them.
kind-audited_at_least = What an outsider’s inspection of some records, drawn by chance, proves about all of them. The list was committed before.
falsify-audited_at_least = A drawn record whose evidence does not carry the statement; the same person under two leaves; a draw that does not follow from the list’s root and the announced chance; an auditor who is no outsider.
may-not-audited_at_least = That the others are not true. They were not looked at, or could not be shown without danger. And never added to another number.
method-audit-anytime = Sampling without replacement; a bound that holds however long the auditor goes on (beta-binomial martingale). “Not shown” counts as not substantiated, and so does a person found twice.
check-records = People on the list from which the draw was made
check-inspected = Records inspected
check-not_substantiated = Of these not substantiated, or of a person listed twice
check-confirmed = Share that the audit set out to confirm (passed if it is confirmed)
three-heading = Three numbers, for three questions
three-documented = Documented
three-documented-what = How many people are on the list? Exact: each is a leaf of the list log, committed before anybody was chosen for inspection.
three-audited = Audited: at least
three-audited-what = For how many can the evidence be shown to an outsider? The risk of saying too many is at most { $percent } %.
three-audited-of = of { $n }
three-audited-then = The draw was made from the list as release { $release } committed it.
three-audited-none = No outsider has inspected this list yet. It takes an announced plan, public chance, and an auditor.
three-audited-planned = An audit is announced. There is no result yet.
three-audited-short-act = what was done
three-audited-short-ground = the reason
three-estimated = Estimated in all, the unreported included
three-estimated-what = How many may there be, those on no list included? 95 % interval { $low } to { $high }.
three-estimated-flagged = Flagged: not to be quoted without what speaks against it.
three-estimated-refused = No estimate: the data do not carry one. The page of the figure says what would be needed.
three-estimated-one = No estimate: that takes at least two lists that were made independently of each other.
three-estimated-few = No estimate in this release: its table could point at somebody, because too few people are on several lists, or too few have changed since the last release.
three-withdrawn = Withdrawn until more has changed.
three-never = These numbers are never added. Whoever the audit confirms is among the documented, and the estimate already contains the documented.
nav-corrections = Corrections
corrections-title = What has changed since the last release
corrections-lead = A list that is never corrected is not looked after. This is what was changed, in numbers that point at no one.
corrections-number = Which release this is
corrections-number-1 = This is release { $number }. It takes the place of the release whose MANIFEST.sha256 has this hash:
corrections-people = How many people
corrections-people-1 = The list had { $before } people when it was published last, and has { $now } now.
corrections-what = What was done, and why
corrections-hidden = A kind of change that happened to fewer than five people is not named by itself, as it could point at somebody. Kinds are counted together until each number is five or more; where that does not help, none of them is said. What is not named happened to nobody, or to so few, or evened out.
corrections-line = { $kind }: { $n }
corrections-merged_or_split = found to be several people, less those found to be one person with another: { $n } more
corrections-merged_or_split-fewer = found to be one person with another, less those found to be several people: { $n } fewer
corrections-added_or_split = added, or found to be several people: { $n }
corrections-merged_or_withdrawn = withdrawn, or found to be one person with another: { $n }
corrections-reason = { $reason }: { $n }
corrections-none = Nothing that may be said.
corrections-log = What was said before
corrections-log-1 = Nothing that was published can be taken back: the claims log only grows, and every figure of every release stays in it. With the last release beside this one:
corrections-erased = People may ask to be erased. Their leaf stays in the logs, so that nobody can change a list in secret; the salt is destroyed, and from then on nobody can show whom the leaf spoke of.
verify-logs = The logs
verify-logs-1 = Everything that this release says is in a log, signed with a key. This is its public part. Compare it with the one that those who made the release publish elsewhere:
verify-logs-2 = The claims log has every figure of every release, with method and software, and what was planned, found and corrected. It only grows. Each figure has a proof in log/proofs.
verify-logs-3 = The list log has { $n } leaves, one for each person on the list: each a hash made with a secret of its own, and without that it says nothing. They are there so that the list cannot be changed after records were drawn. Its root is { $root }.
verify-previous = With the last release
verify-previous-1 = Whoever kept an older release can check that nothing in it was taken back. OLD is its folder:
verify-go = With software that is not ours
verify-go-1 = The logs are of the kind by which the Go language checks its own packages. On Debian or Ubuntu, in the folder of this release:
verify-again = Build it again
verify-again-1 = With vittne installed, it can be built from the data of this release. A log of its own is made, with a new key: so log/, MANIFEST.sha256, and the pages that show the log’s key and root differ. What rests on confidential lists is missing. All else is the same, byte by byte:
verify-draw = Draw again
verify-draw-1 = Which records were inspected follows from the list’s root and from chance that was announced before it existed. log/audit.json has all of it; the checker draws again. What it cannot check with a bare Python is that a round of drand is signed; vittne can:
attack-steps = From beginning to end
attack-steps-1 = In the browser: take a sentence of this release, open its figure, and read what it rests on and what would falsify it. Open its sources, where it names any. What you find wrong is worth more than what you find right.
attack-steps-2 = With Python, nothing else, on a machine without a network, in the folder of the release: are these the files that were published, do the numbers follow from the data, are the logs whole? The first command prints the hash of this copy. In the second, type in place of SHA256 the hash that you got elsewhere.
attack-steps-3 = With an older release, whose folder is OLD: was anything taken back?
attack-steps-4 = With Go, on Debian or Ubuntu: is the log whole for a program that is not ours, and what does it say of each figure?
attack-steps-5 = With vittne: change what you doubt in the data, and build again. What changes rests on what you changed.
attack-list = Attack the list
attack-list-1 = You cannot see the list, and must not: it names people in danger. What you can do instead: check that it was committed before it was inspected, that the draw was not chosen, and what the inspection proves. Ask who the auditor is. Name an auditor yourself.
attack-list-2 = If you think that the number is inflated, an audit with more records either shows it or does not. If you think that somebody was left out, ask for it to be traced from testimony to list.
attack-list-3 = Do not try to find out who is in a table. Counts of few people are not shown, all others are rounded with a secret key, and this program attacks its own tables before each release: it refuses to publish what tells of one or two people.
linked-different = How many different people
