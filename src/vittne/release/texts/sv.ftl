## Every page
title-page = { $page } · vittne
skip = Hoppa till innehållet
invented = PÅHITTAT: inget på den här sidan har hänt. Uppgifterna är uppdiktade för att visa hur programmet fungerar.
nav-label = Avdelningar
languages-label = Språk
nav-start = Vad som kan sägas
nav-claims = Uttalanden
nav-silence = Tystnad
nav-figures = Siffror
nav-figure = Siffra
nav-sheet = Blad
nav-limits = Vad som inte kan sägas
nav-method = Metod
nav-attack = Så ifrågasätter man detta
nav-verify = Kontrollera
foot = Sidorna hämtar inget utifrån och kör inget i din webbläsare. Varje siffra har en egen sida.
on-this-page = På den här sidan
source-link = källa
source-none = källan länkas inte här
figure-link = Om den här siffran
picture-table = Samma uppgifter som tabell
picture-csv = Hämta som CSV: { $file }

## Times
period-year = { $year }
period-until = till och med { $end }
period-since = sedan { $start }
period-one-of = någon av { $periods }
period-about = omkring { $period }
period-between = mellan { $start } och { $end }

## Front page
start-lead = Här ställs offentliga uttalanden mot varandra. Av dem följer vad som kan sägas, enligt vem, och vad man skulle behöva veta för att säga mer.
may-heading = Vad som kan sägas
who-says = Vem som säger det
beside-unconfirmed = Också sagt, inte bekräftat
may-not-total = Detta är undre gränser enligt de namngivna källorna. Det är inga totalsiffror: hur många de var sammanlagt har ingen räknat.
may-never-add = De läggs inte ihop: de gäller olika tider eller platser.
limits-link = Vad som inte kan sägas, och varför
may-more-heading = Andra antal i underlaget
origins-count =
    { $n ->
       [one] { $n } oberoende ursprung säger det, hur många som än har upprepat det.
      *[other] { $n } oberoende ursprung säger det, hur många som än har upprepat det.
    }
sentences-heading = Mening för mening
sentences-lead = Varje mening bedöms efter samma fasta regel. Om ett uttalande gäller samma människor, plats, tid och sak som meningen har en redaktör avgjort, och det går att läsa i data.
readings-lead = Orden kan läsas på mer än ett sätt. Programmet väljer inte:
beside-heading = Vad som står bredvid
needed-heading = Vad som skulle avgöra det
why-heading = Varför ”inga anmälningar” inte bevisar någonting
why-card = ”Inga anmälningar” bevisar ingenting.
why-lead = Myndigheterna svarade: ingen har anmält något. Bredvid svaret står människor som andra har räknat. Om inte heller de har anmält säger frånvaron av anmälningar ingenting om hur många som drabbats. Den säger hur få som vågar, eller får, anmäla.
why-reason = En anmälan räknas bara om någon gör den och en myndighet registrerar den. Där den som anmäler hotas kan båda ligga nära noll, vad som än har hänt.
why-link = Vad tystnad kan och inte kan betyda
silence-more = Mer om officiella svar, undersökningar och opinionsmätningar
denials-heading = Förnekanden och belägg
lists-heading = Listorna
lists-lead = Hur många poster varje lista har. Poster är inte människor: en människa kan ha flera, på en lista eller på flera.
further-heading = Gå vidare
further-claims = Varje uttalande med ord, talare, datum och källa, och vad det vilar på.
further-figures = Varje siffra med definition, underlag och ett blad att skriva ut.
further-limits = Siffror som är i omlopp men som underlaget inte ger stöd för.
further-attack = Vad en skeptiker kan kontrollera, vad som skulle motbevisa varje siffra och vilka svagheter vi känner till.
further-verify = Ett kommando räknar om siffrorna på din egen dator, med inget annat installerat än Python.
further-verify-linked = Ett kommando, utan annat installerat än Python, räknar om det som följer av publicerade data och håller resten mot de signerade loggarna.
further-corrections = Vad som lagts till, slagits ihop eller tagits bort sedan förra utgåvan, och varför.
cannot-heading = Vad den här sidan inte kan säga
cannot-total = Hur många som drabbades sammanlagt.
cannot-truth = Om ett uttalande är sant. Den säger vem som gjorde det, vad det vilar på och vad som motsäger det.
cannot-unlinked = Hur många som inte stod på någon lista. Här finns inga listor över människor, och inget totalantal uppskattas.
cannot-names = Vilka människorna var. Ingen som inte har talat offentligt nämns här.

## Statements
claims-lead = Vad som har sagts offentligt, av vem, när, och vad det vilar på. Uttalanden som upprepar, återger eller vilar på varandra har ett enda ursprung, och det har också alla uttalanden från samma organisation. Det är ursprung som räknas, inte röster.
claims-pictures = Två bilder
timeline-heading = Uttalanden över tid
graph-heading = Vem som vilar på vem
differences-heading = Skillnader mellan uttalanden
differences-lead = Två uttalanden skiljer sig åt när de räknar samma sak, överlappar i tid, plats och grund, och anger olika antal. De står i konflikt när båda inte kan stämma som de står. En relation som en redaktör har antecknat, med skäl, förklarar en skillnad.
unexplained-heading = Ännu inte förklarat
unexplained-lead = Ingen redaktör har ännu förklarat hur dessa uttalanden kan stå bredvid varandra:
unexplained-none = Varje skillnad i underlaget förklaras av en antecknad relation.
explained-heading = Förklarat av antecknade relationer
explained-show = Visa paren och deras förklaringar
conflict-word = de står i konflikt
drift-heading = Hur siffror glider när de återges
drift-lead = Det är av sådant som anklagelsen om överdrivna siffror lever. En återgivning räknas aldrig som en egen källa, och ingen siffra här kommer från en återgivning.
drift-caption = Uttalanden och hur de återgavs
drift-source = Först sagt
drift-retelling = Återgivet som
drift-what = Vad som hände med siffran
drift-more = Återgivningen anger en högre siffra.
drift-less = Återgivningen anger en lägre siffra.
drift-same = Siffran är densamma.
drift-numberless = Siffran blev ett ord utan siffra.
residuals-heading = Vad en uppdelning lämnar kvar
parts-caption = De publicerade delarna av { $claim }
part-name = Del
part-count = Antal
residual-note = Inget publicerat säger vilka de är. Resten visas, den fördelas aldrig.
attribution-heading = Vem som sägs ha gjort det
attribution-lead = Räknat i ursprung: hur många oberoende röster som pekar ut just dessa förövare och anger denna grund. Där ett uttalande inte säger vem som gjorde det visas det som ej angivet.
denials-lead = Ett förnekande bevisar varken att inget hände eller att något hände. Det har ett datum. Bredvid varje står vad som redan var känt den dagen.
denied-known = Redan känt den dagen:
denied-later = Blev känt senare:
group-of-unit = Uttalanden: { $unit }
group-no-unit = Uttalanden utan antal
group-denials = Förnekanden
group-sentences = Meningarna som bedöms här
claim-definition = Vad som räknas:
claim-note = Anmärkning:
claim-no-number = utan siffra
claim-least = minst { $n }
claim-most = högst { $n }
claim-retells = Det återger eller vilar på ett annat uttalande och är inget eget ursprung.
claim-left-out = Används inte för ”vad som kan sägas”: { $reason }.
claim-again = Samma sak sades igen: { $claims }.
remarks-heading = Anmärkningar till redaktören
remark-line = { $claims }: { $remark }.

## Silence
silence-title = Vad tystnad kan betyda
silence-lead = ”Inga anmälningar” är ett svar om anmälningar. Den här sidan ställer det mot människor som någon har räknat, och säger vad som följer, under vilka antaganden.
answers-heading = Vad myndigheterna svarade och vad som räknades
answers-lead = Svar har datum. Ett svar ställs bredvid ett antal bara om dess plats innehåller den andras och dess period täcker den.
answers-caption = Officiella svar om anmälningar
documented-caption = Dokumenterade antal
col-date = Datum
col-office = Vem som svarade
col-answer = Svar
col-complaints = Registrerade anmälningar
col-period = Period
col-place = Plats
col-note = Anmärkning
col-source = Källa
col-counted = Vad som räknades
col-count = Antal
col-who = Vem som frågade
col-year = År
col-population = Vilka som tillfrågades
col-result = Resultat
col-sample = Typ av urval
col-pollster = Institut
col-fieldwork = Fältperiod
col-question = Fråga
col-group = Grupp
col-share = Publicerad andel
col-judged = Mer än hälften?
not-published = ej publicerat
no-number-given = inget antal angivet
bounds-heading = Vad som följer för dem som räknades
bounds-lead = Från hur många av hundra drabbade finns som mest en registrerad anmälan? Påståendet gäller med 95 % konfidens. Det är uträknat två gånger: som om var och en hade bestämt ensam, och som om de som greps tillsammans hade bestämt tillsammans, vilket ger svagare siffror.
assumptions-heading = Antaganden
assumption-product = Att anmäla och att registrera kan inte skiljas åt: bara produkten av dem syns.
assumption-independent = Den starkare gränsen förutsätter att var och en bestämde oberoende av de andra.
assumption-raids = Den svagare gränsen förutsätter att människor grips i grupper och att besluten inom en grupp liknar varandra. Storlek och likhet bestämdes före uträkningen och är publicerade i underlaget.
assumption-complainant = Ingen vet om den som anmälde finns bland dem som räknades. Det räknas som om så vore, vilket försvagar gränsen.
plane-heading = Hur sannolik är tystnad?
plane-lead = Sannolikheten att inte en enda anmälan registreras, för ett antal drabbade och en andel som anmäler och får anmälan registrerad. Där få anmäler är tystnad sannolik även med många drabbade.
surveys-heading = Undersökningar: vilka som anmäler till polisen
surveys-lead = Se efter var och bland vilka var och en gjordes: de flesta frågade dem som ville svara. Intervallen är därför vidgade och anger inte mer än storleksordningen.
surveys-caption = Undersökningar om polisanmälan
polls-heading = Opinionsmätningar
polls-lead = ”Mer än hälften” skrivs bara där antalet tillfrågade i just den gruppen är publicerat och hela intervallet ligger över hälften.
polls-caption = Mätningar och vad de visar
silence-cannot-heading = Vad tystnad inte kan betyda
silence-cannot-none = Att ingenting hände. Där få drabbade anmäler är noll vad man väntar sig i båda fallen.
silence-cannot-total = Hur många de drabbade var. Ur en nolla går inget totalantal att räkna fram, och inget anges.
silence-cannot-rate = Hur många som anmäler på andra håll. En gräns för dem som räknats här säger inget om andra.
silence-cannot-lie = Att en myndighet ljög. ”Ingen anmälan har registrerats” kan vara sant, och är inget svar på frågan.

## What is counted, as a lower limit
least-persons_detained =
    { $n ->
       [one] minst { $n } person frihetsberövad
      *[other] minst { $n } personer frihetsberövade
    }
least-persons_killed =
    { $n ->
       [one] minst { $n } person dödad
      *[other] minst { $n } personer dödade
    }
least-persons_affected =
    { $n ->
       [one] minst { $n } person drabbad
      *[other] minst { $n } personer drabbade
    }
least-persons_who_contacted =
    { $n ->
       [one] minst { $n } person sökte hjälp
      *[other] minst { $n } personer sökte hjälp
    }
least-persons_evacuated =
    { $n ->
       [one] minst { $n } person evakuerad
      *[other] minst { $n } personer evakuerade
    }
least-persons_helped_to_flee =
    { $n ->
       [one] minst { $n } person fick hjälp att fly
      *[other] minst { $n } personer fick hjälp att fly
    }
least-persons_detained_and_tortured =
    { $n ->
       [one] minst { $n } person frihetsberövad och torterad
      *[other] minst { $n } personer frihetsberövade och torterade
    }
least-requests_for_help =
    { $n ->
       [one] minst { $n } förfrågan om hjälp
      *[other] minst { $n } förfrågningar om hjälp
    }
least-persons_helped =
    { $n ->
       [one] minst { $n } person har fått hjälp
      *[other] minst { $n } personer har fått hjälp
    }
least-deaths_confirmed_by_investigators =
    { $n ->
       [one] minst { $n } dödsfall bekräftat av utredare
      *[other] minst { $n } dödsfall bekräftade av utredare
    }
least-other = minst { $n } ({ $unit })

## Sentences of figures
sentence-scoped = { $scope }: { $counted }.
sentence-verdict = Mening { $sentence }: { $verdict }.
sentence-verdict-words = ”{ $words }” Bedömning av { $sentence }: { $verdict }.
sentence-residual =
    { $n ->
       [one] Den publicerade uppdelningen av { $whole } ({ $claim }, { $unit }) lämnar { $n } oförklarad: delarna blir tillsammans { $sum }.
      *[other] Den publicerade uppdelningen av { $whole } ({ $claim }, { $unit }) lämnar { $n } oförklarade: delarna blir tillsammans { $sum }.
    }
sentence-residual-interval = Den publicerade uppdelningen av { $claim } ({ $unit }) lämnar en rest som inte kan anges som ett enda tal: delarna blir tillsammans { $sum }.
sentence-attributed =
    { $unit } ({ $grounds }): { $n ->
       [one] { $n } oberoende ursprung pekar ut { $hand }
      *[other] { $n } oberoende ursprung pekar ut { $hand }
    }.
sentence-attributed-none = { $unit } ({ $grounds }): { $n } oberoende ursprung säger inte vem som gjorde det.
grounds-none = grund ej angiven
number-disputed = { $number }; grunden omstridd
grounds-disputed = Grunden är omstridd.
count-origins = { $unit }: { $n } oberoende ursprung.
count-claims =
    { $n ->
       [one] { $n } uttalande i underlaget.
      *[other] { $n } uttalanden i underlaget.
    }
count-claims-said-again =
    { $n ->
       [one] { $n } uttalande upprepar bara ordagrant vad ett annat har sagt.
      *[other] { $n } uttalanden upprepar bara ordagrant vad andra har sagt.
    }
count-claims-retellings =
    { $n ->
       [one] { $n } uttalande återger eller vilar på ett annat och är inget eget ursprung.
      *[other] { $n } uttalanden återger eller vilar på andra och är inga egna ursprung.
    }
count-claims-drifted =
    { $n ->
       [one] I { $n } återgivning ändrades siffran.
      *[other] I { $n } återgivningar ändrades siffran.
    }
count-claims-denials =
    { $n ->
       [one] { $n } uttalande är ett förnekande.
      *[other] { $n } uttalanden är förnekanden.
    }
count-claims-left-out =
    { $n ->
       [one] { $n } uttalande används inte för ”vad som kan sägas”; skälet står vid det.
      *[other] { $n } uttalanden används inte för ”vad som kan sägas”; skälet står vid vart och ett.
    }
count-differences =
    { $n ->
       [one] { $n } par av uttalanden skiljer sig åt.
      *[other] { $n } par av uttalanden skiljer sig åt.
    }
count-differences-unexplained =
    { $n ->
       [one] { $n } skillnad är ännu inte förklarad av en redaktör.
      *[other] { $n } skillnader är ännu inte förklarade av en redaktör.
    }
count-conflicts =
    { $n ->
       [one] { $n } par av uttalanden står i konflikt: båda kan inte stämma som de står.
      *[other] { $n } par av uttalanden står i konflikt: båda kan inte stämma som de står.
    }
count-conflicts-unexplained =
    { $n ->
       [one] { $n } konflikt är ännu inte förklarad av en redaktör.
      *[other] { $n } konflikter är ännu inte förklarade av en redaktör.
    }

## Why a sentence is judged so
why-two_readings = Orden kan läsas på två sätt, och inget i dem säger vilket som menas. Därför förblir frågan öppen.
why-report_restated = Meningen återger vad någon svarade. Svaret finns i underlaget: det gavs offentligt. Om svaret är sant är en annan fråga.
why-report_not_restated = Meningen återger något som sagts eller som sker. Inget uttalande i underlaget säger just det. Det som ligger närmast står bredvid. Att något inte finns i underlaget betyder inte att det är osant.
why-same_and_excluded = Belägg om samma människor, tid och definition utesluter det som meningen säger.
why-same_and_implied = Belägg om samma människor, tid och definition styrker det som meningen säger.
why-elsewhere_and_implied = Belägg styrker meningen, men för andra människor, en annan plats eller en annan tid.
why-evidence_disagrees = Ett belägg styrker det som meningen säger och ett annat utesluter det.
why-evidence_does_not_decide = Det finns belägg i ämnet, men inga som gäller samma människor, tid och definition och är exakta nog för att avgöra saken.
why-nothing_related = Inget i underlaget har satts i samband med meningen.
need-same = En räkning eller undersökning av just de människor, den tid och den sak som meningen gäller, med uppgift om hur många som tillfrågades.
need-group_n = { $evidence }: hur många i gruppen som tillfrågades.
need-asked = { $evidence }: hur många som tillfrågades.
need-reported = { $evidence }: hur många som hade anmält.
need-precision = { $evidence }: fler tillfrågade, så att intervallet avgör.
need-reading = Att talaren säger vilken läsning som menas.

## A figure's own page
figures-lead = Alla siffror i den här utgåvan. Sidor och bilder är ritade ur en enda fil, så att en siffra inte kan säga en sak här och en annan där.
figure-id = Siffra
sheet-link = En sida att skriva ut
rests-heading = Vad den vilar på
meaning-heading = Vad den betyder
figure-kind = Slag
figure-unit = Räknat
figure-place = Plats
figure-period = Period
figure-grounds = Grund
figure-interval = Var talet ligger
figure-method = Metod
interval-at_least = minst { $low }; det finns ingen övre gräns
interval-at_most = högst { $high }
interval-between = från { $low } till { $high }
interval-level = { $interval }, med { $level } % konfidens
interval-exact = exakt { $low }
interval-rounded = Gränserna är avrundade utåt: inget är avrundat till någons fördel.
refused = Här anges ingen siffra: uppgifterna räcker inte för det. Det är också ett svar.
falsify-heading = Vad som skulle motbevisa den
checks-heading = Kontroller
checks-caption = Kontroller som följer med talet
check-name = Kontroll
check-value = Värde
check-ok = Godkänd
ok-true = ja
ok-false = nej
ok-none = för kännedom
data-heading = Data
inputs-caption = Filerna som den räknats fram ur
input-file = Fil
software-line = Uträknad med { $name } { $version }.

## The sheet
sheet-back = Tillbaka till siffran
sheet-who = Vem som säger det
sheet-more =
    { $n ->
       [one] och { $n } uttalande till på siffrans sida
      *[other] och { $n } uttalanden till på siffrans sida
    }
sheet-may-not = Vad som inte kan sägas
sheet-check = Så kontrolleras den
sheet-check-how = Ta hela utgåvans mapp och kör i den, med inget annat installerat än Python:
sheet-address = I utgåvan:

## Sentences about silence
sentence-observed =
    { $complaints ->
       [0] { $scope }: { $documented } räknade ({ $unit }), ingen känd anmälan. Det är { $n } % utan anmälan.
       [one] { $scope }: { $documented } räknade ({ $unit }), { $complaints } känd anmälan. Det är { $n } % utan anmälan.
      *[other] { $scope }: { $documented } räknade ({ $unit }), { $complaints } kända anmälningar. Det är { $n } % utan anmälan.
    }
sentence-alone = Om var och en bestämde ensam saknas registrerad anmälan från minst { $n } % av sådana människor ({ $scope }; { $unit }; 95 % konfidens).
sentence-in-raids = Om de som greps tillsammans bestämde tillsammans saknas registrerad anmälan från minst { $n } % av sådana människor ({ $scope }; { $unit }; 95 % konfidens).
short-observed =
    { $complaints ->
       [0] { $documented } räknade, ingen känd anmälan
       [one] { $documented } räknade, { $complaints } känd anmälan
      *[other] { $documented } räknade, { $complaints } kända anmälningar
    }
short-without = { $unit }; { $scope }. För { $n } % av de räknade är ingen anmälan känd.
short-bounds = Som andel: minst { $alone } % utan registrerad anmälan om var och en bestämde ensam; minst { $raids } % om de som greps tillsammans bestämde tillsammans (95 % konfidens).
short-bound-alone = Som andel: minst { $alone } % utan registrerad anmälan, om var och en bestämde ensam (95 % konfidens).
sentence-unregistered-refused = { $scope } ({ $unit }): ingen gräns för anmälningar kan anges.
sentence-fits =
    { $n ->
       [one] Om { $share } % anmäler och får sin anmälan registrerad är fullständig tystnad förenlig med upp till { $n } drabbad som bestämmer ensam.
      *[other] Om { $share } % anmäler och får sin anmälan registrerad är fullständig tystnad förenlig med upp till { $n } drabbade som var och en bestämmer ensam.
    }
sentence-fits-any = Om { $share } % anmäler och får sin anmälan registrerad är fullständig tystnad förenlig med vilket antal drabbade som helst.
fits-in-raids = Om de som grips tillsammans bestämmer tillsammans: upp till { $n }.
fits-lead = Hur många drabbade är förenliga med fullständig tystnad? För fyra andelar vars anmälan görs och registreras: det största antal vars tystnad ännu har en chans på en tjugondel:
sentence-survey = { $who }, { $scope }: { $n } % av de tillfrågade hade inte anmält.
sentence-survey-refused = { $who }, { $scope }: ingen andel kan anges med sin osäkerhet.
survey-interval = från { $low } till { $high } %
survey-counts =
    { $low ->
      *[other] { $reported } av { $low }–{ $high } tillfrågade hade anmält.
    }
survey-count = { $reported } av { $asked } hade anmält.
survey-published-range = Publicerat: { $share }–{ $high } % anmälde. Hur många som tillfrågades publicerades inte, så osäkerheten kan inte anges.
survey-published = Publicerat: { $share } % anmälde. Hur många som tillfrågades publicerades inte, så osäkerheten kan inte anges.
sentence-poll = { $who }, { $scope }, ”{ $question }”: { $n } % ({ $group }).
sentence-poll-refused = { $who }, { $scope }, ”{ $question }” ({ $group }): andelens osäkerhet är inte känd.
poll-answer = { $question }: { $answer }
poll-yes = ja
poll-no = nej
poll-undecided = oavgjort
poll-no-group_n = Antalet tillfrågade i gruppen är inte publicerat.
poll-smallest =
    { $n ->
       [one] Med minst { $n } tillfrågad i gruppen skulle andelen avgöra saken.
      *[other] Med minst { $n } tillfrågade i gruppen skulle andelen avgöra saken.
    }
evidence-published-share = Publicerat: { $share } %

## Lists and tables
sentence-records =
    { $n ->
       [one] Listan ”{ $name }” har omkring { $n } post. Här räknas poster, inte människor.
      *[other] Listan ”{ $name }” har omkring { $n } poster. Här räknas poster, inte människor.
    }
sentence-listed =
    { $n ->
       [one] { $n } person finns på minst en av listorna i tabellen { $name }, enligt dem som gjort den.
      *[other] { $n } personer finns på minst en av listorna i tabellen { $name }, enligt dem som gjort den.
    }

## Kinds of figures
kind-documented = En undre gräns enligt de namngivna källorna, aldrig en totalsiffra.
kind-bound = Det minsta eller största som är förenligt med det som observerats, under angivna antaganden.
kind-share = En andel av dem som räknades eller tillfrågades, och av inga andra.
kind-residual = Det som en publicerad uppdelning lämnar kvar.
kind-verdict = En bedömning av en mening enligt en fast regel.
kind-claim_count = Ett antal uttalanden eller ursprung. Det säger inget om hur många som drabbades.
falsify-documented = Ett uttalande som förbisetts eller lästs fel; bevis för att källorna bygger på varandra; eller belägg för att färre än så drabbades på den platsen och vid den tiden.
falsify-lists-records = Ett annat antal rader på listan, avrundat på samma sätt.
falsify-bound = Registrerade anmälningar från dessa människor som inte är medräknade här; eller grupper som är större eller mer lika i sina beslut än antaget.
falsify-bound-lists = Samma människa som tagits för två på olika listor, eller två som tagits för en; listor över andra människor, platser eller tider; listor som beror av varandra av något annat skäl än att somliga är lättare att hitta.
falsify-share = Antalen tillfrågade eller räknade, om källan publicerade dem fel eller de har lästs fel här.
falsify-residual = En publicerad del som saknas i uppdelningen, eller en annan totalsiffra.
falsify-verdict = Belägg om samma människor, plats, tid och definition som saknas i underlaget, eller en relation som en redaktör bedömt fel.
falsify-claim_count = En relation som saknas eller är fel, eller två talare som är en och samma.
may-not-documented = Att de var så många sammanlagt. Det är en undre gräns.
may-not-add = Att den får läggas ihop med siffror för andra tider och platser.
may-not-independent = Att flera oberoende källor bekräftar den.
may-not-larger = Att de högre siffror som nämns på siffrans sida är bekräftade.
may-not-bound = Att den säger hur många som drabbades, eller hur många som anmäler på andra håll.
may-not-share = Att den gäller människor som inte räknades eller tillfrågades.
may-not-residual = Vilka de återstående är, eller att någon döljer dem.
may-not-verdict = Att talaren ljög eller talade sanning. Bedömningen gäller underlaget, inte talaren.
may-not-claim_count = Att många uttalanden betyder många drabbade.
assume-documented = Uttalanden från en organisation är inte oberoende av varandra; förnekanden, återgivningar, urval och uttalanden med omstridd grund räknas inte.
assume-verdict = ”Samma människor, plats, tid och definition” är vad en redaktör skrev i data, aldrig en gissning av programmet.
assume-raids = Människor antas gripas i grupper om { $size }; besluten inom en grupp samvarierar med { $rho }.
assume-design = Ingen undersökning här är ett enkelt slumpmässigt urval: antalen är nedräknade med en designeffekt på { $effect }.
method-ledger-may_be_said = Från varje oberoende ursprung den högsta undre siffran; där ursprung motsäger varandra den lägsta av dem.
method-ledger-residuals = Den publicerade helheten minus summan av de publicerade delarna.
method-ledger-verdicts = En fast regel över de relationer som en redaktör har antecknat.
method-ledger-attributions = Oberoende ursprung som pekar ut dessa förövare och anger denna grund.
method-ledger-counts = Räknat över uttalandena och deras relationer.
method-silence-observed = Ett minus anmälningar genom antalet räknade.
method-silence-registered_share = Exakta gränser (Clopper och Pearson, 1934); med grupper detsamma med en betabinomial modell av varje grupp.
method-silence-compatible_victims = Det största antal vars fullständiga tystnad ännu har minst 5 % chans.
method-silence-reporting_share = Betafördelad posterior med Jeffreys prior, antalen dividerade med designeffekten.
method-silence-judge_poll = Wilsons intervall med designeffekt; bara där antalet tillfrågade i gruppen är publicerat.
method-lists-records = Listans rader, räknade och avrundade.
method-tables-sum = Summan av tabellens antal.

## Checks that travel with a number
check-independent_origins = Oberoende ursprung (godkänd från två)
check-larger_figures_unconfirmed = Högre siffror som sagts bredvid, obekräftade
check-whole = Helheten
check-parts_sum = Summan av delarna
check-parts_within_whole = Antal delar (godkänd om de inte överstiger helheten)
check-rule = Regeln som avgjorde
check-ground_undisputed = Förövare (godkänd om grunden inte är omstridd)
check-documented = Räknade människor
check-complaints = Kända anmälningar
check-share_pct = Andel vars anmälan görs och registreras, %
check-victims_in_raids = Förenligt antal drabbade, om de som grips tillsammans bestämmer tillsammans
check-reported = Antal som anmält
check-asked_low = Tillfrågade, minst
check-asked_high = Tillfrågade, högst
check-smallest_n = Minsta antal tillfrågade i gruppen med vilket andelen skulle avgöra
check-more_than_half = Mer än hälften?
check-n = Tillfrågade i gruppen
check-refused_no_share = Avvisat: andelen är inte känd
check-refused_no_group_n = Avvisat: antalet tillfrågade i gruppen är inte publicerat
check-refused_no_reported = Avvisat: hur många som anmälde är inte publicerat
check-refused_no_asked = Avvisat: hur många som tillfrågades är inte publicerat
check-refused_nobody_documented = Avvisat: ingen räknades
check-refused_more_complaints_than_documented = Avvisat: fler anmälningar än räknade människor

## What may not be said
limits-title = Vad som inte kan sägas
limits-lead = Högre siffror är i omlopp. Att upprepa dem är att ge argument åt dem som förnekar allt. Här står de, var och en med skälet till att den inte upprepas som ett faktum.
limits-unconfirmed = Sagt av ett annat ursprung och inte bekräftat
limits-unconfirmed-why = Ett annat ursprung säger mer. Så länge ursprungen motsäger varandra sägs bara den lägre siffran, och den högre nämns bredvid som obekräftad.
limits-beside = I stället kan sägas:
limits-general = I allmänhet
limits-general-total = Ingen siffra här får kallas totalsiffra.
limits-general-add = Siffror för olika tider, platser eller grunder får inte läggas ihop.
limits-general-sources = Många rapporter om ett uttalande får inte kallas många källor.
limits-general-silence = Att ingen anmälde får inte användas mot de drabbade, och inte heller som bevis för någon siffra.
limits-general-denial = Ett förnekande får inte räknas som noll.

## Method
method-title = Metod
method-lead = Reglerna bestämdes innan underlaget lästes. De är desamma för alla talare, också för dem man gärna vill tro.
method-claims = Uttalanden
method-claims-1 = Ett uttalande är vad någon har sagt offentligt: ord, talare, datum, källa. Okänt lämnas tomt, noll skrivs som noll, och ett datum som bara är känt på månaden när förblir så.
method-claims-2 = Uttalanden som är lika i allt utom datum och källa säger samma sak igen och räknas en gång.
method-origins = Ursprung, inte röster
method-origins-1 = Två uttalanden har ett ursprung om det ena upprepar, återger eller vilar på det andra, om båda vilar på samma grund, eller om samma organisation står bakom båda. En återgivning hör till det den återger; den är aldrig en egen källa.
method-said = Vad som kan sägas
method-said-1 = För varje sak som räknas, varje period och plats: från varje ursprung den högsta undre siffran. Där ursprung motsäger varandra skrivs den lägsta av dem, och de andra står bredvid som obekräftade. Olika tider, platser och grunder läggs aldrig ihop.
method-said-2 = Utelämnade är förnekanden, återgivningar, meningarna som bedöms, urval (hur många som intervjuats) och uttalanden vars grund är omstridd. Vart och ett listas med sitt skäl.
method-differences = Skillnader och konflikter
method-differences-1 = Två uttalanden skiljer sig åt om de räknar samma sak, överlappar i tid, plats och grund, och anger olika antal. De står i konflikt om omfången är lika och intervallen inte möts, eller om det vidare omfånget har den lägre siffran. En kedja av antecknade relationer förklarar en skillnad; en som saknar kedja nämns som ännu inte förklarad.
method-verdicts = Bedömningar av meningar
method-verdicts-1 = ”Samma” betyder nedan: en redaktör har skrivit i data att människor, tid och definition stämmer överens.
method-verdict-contradicted = Motsägs: belägg om samma sak utesluter meningen.
method-verdict-supported = Har stöd: belägg om samma sak styrker meningen.
method-verdict-elsewhere = Har stöd på annat håll: belägg styrker meningen, men för andra människor, en annan plats eller en annan tid.
method-verdict-undecided = Oavgjort: det finns belägg, men inga som avgör. Vad som skulle avgöra det anges. En mening med två läsningar förblir oavgjord.
method-verdict-found = Finns eller finns inte: för meningar som återger vad andra har sagt. Att det finns betyder att det sades, inte att det är sant.
method-silence = Tystnad
method-silence-1 = Om ett antal människor räknats och ett antal anmälningar är känt följer exakta gränser för den andel vars anmälan görs och registreras. De räknas två gånger: var och en bestämmer ensam; eller människor grips i grupper som bestämmer lika. Ett officiellt svar ställs bredvid ett antal bara om dess plats och period innehåller antalets.
method-silence-2 = Inget antal drabbade räknas någonsin fram ur en nolla.
method-surveys = Undersökningar och mätningar
method-surveys-1 = Antalen är nedräknade med en designeffekt på 1,5, eftersom inget av urvalen är helt slumpmässigt. Där antalet tillfrågade inte publicerats anges inget intervall och inget avgörs.
method-scales = Två skalor
method-scales-1 = Hur starka beläggen är och om de anklagade medger är två olika frågor. Där de anklagade förnekar allt skulle en skala som kräver deras medgivande förbli tom för alltid.
method-rounding = Avrundning och upprepbarhet
method-rounding-1 = Intervallens gränser avrundas utåt, ”minst” nedåt. Samma underlag och program ger samma byte, så att vem som helst kan upprepa utgåvan.
method-missing = Vad som ännu inte görs
method-missing-1 = Inget totalantal uppskattas: det kräver listor över människor som överlappar, och här finns inga. Uttalanden läggs aldrig ihop i dess ställe.

## How to attack this
attack-title = Så ifrågasätter man siffrorna
attack-lead = En siffra som inte kan ifrågasättas kan man inte lita på. Här är var man kan börja, och var vi själva ser svagheterna.
attack-weak = Svagheter som vi känner till
attack-one-origin = Var och en av dessa har ett enda oberoende ursprung:
attack-unconfirmed = Högre siffror står bredvid, obekräftade:
attack-residual = Vad publicerade uppdelningar lämnar kvar:
attack-unexplained = Ännu inte förklarat av en redaktör:
attack-disputed = Här är grunden omstridd, så de räknas inte med:
attack-no-source = Källor som inte länkas här och därför inte kan öppnas från sidan:
attack-quoted = Uttalanden som bara är kända via andras citat eller kopior:
attack-raids = Gruppernas storlek och likhet är antaganden, inte mätningar:
attack-editor = Vilka uttalanden som hör ihop, och i vad de stämmer överens, har redaktörer bedömt. Varje bedömning finns i data med sitt skäl.
attack-selection = Ett uttalande som ingen har fört in vägs inte. Den som känner till ett kan lägga till det och räkna om.
attack-kinds = Vad som skulle motbevisa varje slags siffra
attack-how = Vad du själv kan kontrollera
attack-how-sources = Öppna källan till ett uttalande och jämför ord, siffra och datum.
attack-how-double = Fördubbla vilket uttalande som helst i data och räkna om: ingen publicerad siffra och inget antal ursprung får ändras.
attack-how-relations = Ta bort relationerna och räkna om: då framträder de konflikter och skillnader som redaktörerna har förklarat.
attack-how-verify = Kör kontrollprogrammet: det räknar om varje siffra som följer av utgåvans data, och nämner dem som det inte kan räkna om.

## Check it
verify-title = Kontrollera själv
verify-lead = Du behöver hela mappen med utgåvan och Python 3.11 eller senare. Inget installeras och inget skickas någonstans.
verify-run = Kör kontrollen
verify-run-1 = I utgåvans mapp:
verify-run-2 = Det jämför varje fil med manifestet, kontrollerar att sidorna är fullständiga på alla språk och säger siffrorna i figures.json, och räknar om ursprung, rester, konflikter, bedömningar och gränser ur data.
verify-hash = Jämför med en hash från annat håll
verify-hash-1 = Den som kan ändra filerna kan ändra kontrollprogrammet med dem. Därför publiceras manifestets hash på annat håll av dem som gjort utgåvan; den kan inte stå på den här sidan, eftersom sidan ingår i manifestet. Fråga dem, eller se efter där de publicerar, och kör:
verify-hash-2 = Utan den hashen ser kontrollen olyckor och motsägelser, men inte att allt bytts ut på en gång.
verify-own = Med ett eget kontrollprogram
verify-own-1 = Bäst är att ta programmet från källkoden och inte ur den här mappen:
verify-hand = För hand
verify-hand-1 = Manifestet har samma form som sha256sum:
verify-data = Data
verify-data-1 = Alla tabeller ligger i mappen data och beskrivs i datapackage.json (Frictionless) och ro-crate-metadata.json (RO-Crate).

## Pictures
timeline-title = Uttalanden den dag de gjordes, efter ursprung
timeline-description = En rad per uttalande; rader med samma ursprung står tillsammans och har samma färg. Återgivningar är ritade ihåliga. Förnekanden är kryss på tidsaxeln.
timeline-lead = Tio rapporter om en siffra är en röst. Rader med samma ursprung står tillsammans.
origin-name = Ursprung { $origin }: { $speaker }
word-claim = Uttalande
word-unit = Räknat
word-origin = Ursprung
word-speaker = Talare
word-said-on = Sagt
word-period = Period
word-low = Minst
word-high = Högst
word-number = Antal
word-retells = Återger
word-denied = Förnekanden
key-own = självständigt uttalande
key-retelling = en återgivning
key-period = tiden det gäller
key-open = så många eller fler
graph-title = Vilket uttalande som vilar på vilket
graph-description = Uttalanden grupperade efter ursprung; linjer visar de relationer som redaktörer antecknat, och deras slag.
graph-lead = Linjerna är relationer som redaktörer har antecknat, var och en med sitt skäl i data.
lane-denials = Förnekanden
lane-sentences = Meningarna som bedöms
lane-surveys = Undersökningar och mätningar
lane-other = Andra uttalanden
word-lane = Grupp
word-text = Vad som sades
word-relation = Relation
word-target = Till
denials-title = Vad som förnekades, och vad som redan var känt den dagen
denials-description = Ovanför tidsaxeln uttalanden om det som hänt, under den förnekandena; en linje förbinder varje förnekande med det som förnekas och visar om det redan var känt.
denials-evidence = Känt
denials-denied = Förnekat
denials-on-record = redan känt den dagen
denials-later = blev känt senare
denials-unclear = datumen visar det inte
denials-key-said = blev känt
denials-key-denial = förnekande
word-denial = Förnekande
word-words = Ord
word-evidence = Känt
word-evidence-text = Vad som sades
word-evidence-said = Känt sedan
word-known = Redan känt
quote = ”{ $words }”
plane-title = Chansen att ingen anmäler
plane-description = Antal drabbade mot andelen vars anmälan görs och registreras, båda på logaritmisk skala. Under linjen är fullständig tystnad ingen överraskning, över den är den det. En andra linje gäller om de som grips tillsammans bestämmer tillsammans.
plane-victims-axis = drabbade
plane-share-axis = andel vars anmälan registreras
plane-expected = tystnad är att vänta
plane-surprise = tystnad vore en överraskning
plane-threshold = 5 % sannolikhet för tystnad, om var och en bestämmer ensam
plane-clustered = detsamma, om de som grips tillsammans bestämmer tillsammans
plane-contours = sannolikhet för tystnad
plane-chance = Chans för tystnad, var och en ensam
plane-chance-clustered = Chans för tystnad, tillsammans
intervals-title = Siffran på sin skala
intervals-description = En punkt för siffran, en linje för intervallet; en pil betyder att det inte finns någon gräns på den sidan.
surveys-title = De som inte anmälde till polisen
surveys-description = En rad per undersökning: andelen som inte anmälde, med intervall; där källan saknar antal står orden i stället.
surveys-mark = { $sentence } säger mer än så
word-label = Vad
word-value = Siffra
word-remark = Anmärkning
attribution-title = Vem som sägs ha gjort det, och på vilken grund
attribution-description = En matris av förövare och grunder; en prick är ett oberoende ursprung, hur ofta det än har tryckts.
hand-none = ej angivet
word-hand = Vem
word-ground = Grund
word-origins = Ursprung
word-origins-count = Antal ursprung
attribution-key = ett oberoende ursprung

## The first page, in every language at once
root-silence = Att ingen anmälde bevisar ingenting: { $observed }.
root-flagged = En uppskattning av hela antalet är med förbehåll: den står längre in, med det som talar emot den.
root-refused = En uppskattning av hela antalet är avböjd: listorna bär ingen.
root-link = Läs vidare på svenska

## Small words
value = { $n }
percent = { $n } %
percent-below = < { $n } %
pair-answer = Svaret som det står bredvid:
unit-percent = procent
unit-verdict = en mening
unit-claims = uttalanden
unit-pairs = par av uttalanden
unit-origins = oberoende ursprung
unit-victims = drabbade
unit-records = poster
unit-persons_listed = personer på minst en lista
unit-persons_shown = människor för vilka bevisen visar det
origins-short = ({ $n } oberoende ursprung)
complaints-registered = anmälningar: { $n }
why-offices = Vad myndigheterna svarade
why-counted = Bredvid, människor som andra har räknat
survey-published-most = Publicerat: högst { $high } % anmälde. Hur många som tillfrågades publicerades inte, så osäkerheten kan inte anges.

## Estimates
start-lead-tables = Flera listor över samma människor överlappar. Av hur de överlappar framgår hur många människor det kan vara sammanlagt, också de som inte står på någon lista, och hur långt man kan lita på det. De dokumenterade och uppskattningen står sida vid sida. De läggs aldrig ihop.
estimates-heading = Dokumenterat och uppskattat
estimates-lead = De dokumenterade står på minst en lista: deras antal bestrids av ingen. Uppskattningen säger hur många det kan vara sammanlagt och räknar redan med de dokumenterade. Det som talar emot en uppskattning står tillsammans med den.
estimates-more = Alla metoder, alla kontroller och vad som skulle vederlägga den
table-name = Tabellen { $name }
table-part = { $title }: { $part }
sentence-documented =
    { $n ->
       [one] { $subject }: { $n } människa står på minst en lista, enligt dem som gjorde listorna.
      *[other] { $subject }: { $n } människor står på minst en lista, enligt dem som gjorde listorna.
    }
sentence-estimate =
    { $documented ->
       [one] { $subject } ({ $unit }): uppskattningsvis { $n } sammanlagt, också de som inte står på någon lista (95-procentigt intervall { $low } till { $high }). { $documented } av dem är dokumenterad.
      *[other] { $subject } ({ $unit }): uppskattningsvis { $n } sammanlagt, också de som inte står på någon lista (95-procentigt intervall { $low } till { $high }). { $documented } av dem är dokumenterade.
    }
sentence-estimate-flagged =
    { $documented ->
       [one] { $subject } ({ $unit }): en uppskattning med förbehåll, { $n } sammanlagt, också de som inte står på någon lista (95-procentigt intervall { $low } till { $high }). { $documented } av dem är dokumenterad. Det som talar emot talet hör till det.
      *[other] { $subject } ({ $unit }): en uppskattning med förbehåll, { $n } sammanlagt, också de som inte står på någon lista (95-procentigt intervall { $low } till { $high }). { $documented } av dem är dokumenterade. Det som talar emot talet hör till det.
    }
sentence-estimate-refused =
    { $documented ->
       [one] { $subject } ({ $unit }): { $documented } människa är dokumenterad. En uppskattning av hela antalet är avböjd: listorna bär ingen.
      *[other] { $subject } ({ $unit }): { $documented } människor är dokumenterade. En uppskattning av hela antalet är avböjd: listorna bär ingen.
    }
sentence-chao = { $subject } ({ $unit }): minst { $n } sammanlagt, om listorna beror av varandra bara därför att somliga är lättare att hitta än andra (Chaos undre gräns).
sentence-chao-refused = { $subject } ({ $unit }): listornas överlapp ger ingen undre gräns ovanför antalet dokumenterade.
sentence-chao-unseen = { $subject } ({ $unit }): ingen undre gräns anges. Ett tal som den behöver gäller så få människor att det inte visas.
unit-persons = människor
estimate-verdict-heading = Omdömet: { $verdict }
estimate-verdict-usable = Ingen regel talar emot uppskattningen. Den vilar ändå på sina antaganden och anges med sitt intervall och antalet dokumenterade.
estimate-verdict-flagged = Något talar emot uppskattningen. Den får anges bara med orden ”med förbehåll”, sitt intervall och det som sägs här.
estimate-verdict-refused = Listorna bär inget tal, och inget ges. Det betyder inte att få saknas. Det betyder att de här listorna inte kan säga det. Antalet dokumenterade gäller fortfarande.
estimate-hull = Listor kan bero av varandra därför att de har gemensamma källor eller därför att vissa människor är lättare att hitta än andra. Intervallet spänner över allt som flera metoder håller för möjligt.
estimate-beside-heading = Sida vid sida
estimate-beside-caption = Dokumenterat, minst, uppskattat och publicerat av andra. Inget av detta får läggas till något annat.
estimate-col-what = Vad
estimate-col-people = Människor (95-procentigt intervall)
estimate-col-interval = 95-procentigt intervall
estimate-row-documented = Dokumenterade: på minst en lista
estimate-row-chao = Minst (Chaos undre gräns)
estimate-row-estimate = Uppskattat sammanlagt, med de dokumenterade
estimate-row-pooled = Detsamma när delarna lånar av varandra (delvis sammanförda)
estimate-asked-loglinear = Detta frågades med loglinjära modeller.
estimate-row-published = Publicerat: { $who }
estimate-range = { $low } till { $high }
estimate-from = { $low } och fler
estimate-none = inget tal
estimate-engines-heading = Alla metoder
estimate-engines-lead = Vilken metod som leder avgjordes av antalet listor, eller i dossieren, innan någon av dem tillfrågades.
estimate-engines-caption = Vad varje metod svarar; där den har flera svar, vart och ett
estimate-col-engine = Metod
estimate-col-remark = Anmärkning
estimate-modes = { $engine }: { $answers }.
estimate-leads = leder
estimate-mode = ett av dess svar
estimate-mode-weight = ett av dess svar, vikt { $weight } %
engine-graphs = Medelvärde över grafer
engine-latent = Latenta klasser
engine-loglinear = Loglinjära modeller
estimate-otherwise-heading = Frågan ställd på andra sätt
estimate-otherwise-lead = Ett tal som håller ändras föga när frågan ställs på ett annat sätt.
estimate-leave-one-out-caption = Utan en lista
estimate-merges-caption = Två listor som en
estimate-inside-caption = Varje lista som om den vore hela befolkningen: det rätta svaret är känt
estimate-priors-caption = Andra antaganden på förhand
estimate-trajectory-caption = Med en del av iakttagelserna, nio gånger dragna av slumpen
estimate-dial-caption = Vad ett beroende som ingen kan se skulle betyda: bara listorna { $a } och { $b }
estimate-col-change = Ändring
estimate-col-answer = Svar
estimate-col-known = Rätt svar
estimate-col-documented = Dokumenterade
estimate-col-sightings = Iakttagelser
estimate-col-lowest = Lägsta till högsta
estimate-col-odds = Oddsen att stå på { $a } för dem som står på { $b }
estimate-without = utan { $a }
estimate-merged = { $a } och { $b } som en
estimate-prior-flatter = p(N) proportionell mot N^−0,5
estimate-prior-steeper = p(N) proportionell mot N^−1,5
estimate-prior-half = halva förhandsvikten på cellerna
estimate-prior-twice = dubbla förhandsvikten på cellerna
estimate-odds = × { $ratio }
estimate-odds-neutral = × 1: varken högre eller lägre
estimate-odds-excluded = färre än de dokumenterade: listorna talar emot det
estimate-note-few = Med tre listor eller färre utelämnades ingen, togs ingen som befolkning och slogs inga ihop.
estimate-note-many = Med fler än sju listor går exakt medelvärde inte att räkna: inga listor slogs ihop, inga andra antaganden prövades och inga iakttagelser gallrades.
estimate-note-empty = Listor som inte har någon här har utelämnats.
estimate-parts-heading = Delarna
estimate-parts-lead = Summan är en summa av dragningar: en ur varje del, om och om igen. Dess intervall är inte summan av intervall. Den är aldrig bättre än sin sämsta del.
estimate-at-least = För de andra delarna går det att uppskatta. Med de dokumenterade i de avböjda delarna blir det minst { $n }.
estimate-about-heading = Listorna
estimate-definition = Vad en rad räknar:
estimate-source = Källa:
estimate-licence = Licens:
estimate-note = Anmärkning:
estimate-lists-caption = Tabellens listor
estimate-col-list = Lista
estimate-col-name = Vad den är
estimate-recompute-heading = Räkna om
estimate-recompute = verify.pyz kan inte: metoderna behöver mer än bara Python. Med vittne installerat, i utgåvans mapp:
rule-few_overlaps =
    { $n ->
       [0] Ingen står på två listor eller fler, och överlapp är allt som någon metod har att gå efter.
       [one] Bara { $n } människa står på två listor eller fler, och det är allt som någon metod har att gå efter.
      *[other] Bara { $n } människor står på två listor eller fler, och det är allt som någon metod har att gå efter.
    }
rule-few_lists = Med två listor syns det inte om de beror av varandra, och svaret beror på det. Det behövs tre.
rule-unidentified = Den loglinjära metoden hittar ingen modell som tillåter beroende mellan listor och har ett svar. Modellerna som återstår antar det som dessa data inte kan visa.
rule-no_number = Metoden som bestämdes i förväg ger inget tal. En annan metods tal, valt i efterhand, är inte vad som utlovades.
rule-untestable = Med så få listor finns inget som prövar vad som antas om de många som inte skulle stå på någon: människor som är svåra att hitta för alla listor lämnar inga spår.
rule-unbounded = Det loglinjära intervallet har ingen övre ände: med några färre människor hade det inte funnits något svar alls.
rule-several_modes = Dessa data tillåter flera svar långt från varandra och kan inte välja mellan dem.
rule-engines_apart = Metodernas svar ligger långt från varandra.
rule-depends_on_a_list = Utan listan { $a } hade svaret blivit { $n } i stället för { $expected }: det hänger på den listan.
rule-depends_on_a_merge = Med { $a } och { $b } som en lista hade svaret blivit { $n } i stället för { $expected }: det hänger på var den ena listan slutar och den andra börjar.
rule-depends_on_the_prior = Med andra antaganden på förhand hade svaret blivit { $n } i stället för { $expected }: det hänger på vad som antogs.
rule-not_consistent = Hur många som står på listan { $a } är känt: { $expected }. Samma metod, tillfrågad med bara de andra listorna, säger { $n } ({ $low } till { $high }).
rule-trend = Med en del av iakttagelserna är svaret ett annat: det har inte stannat, och fler listor skulle rubba det.
rule-not_converged = En metods dragningar går inte att lita på.
rule-wide = Intervallet är så brett att det inte anger någon storlek.
rule-below_chao = Intervallet slutar under Chaos undre gräns: listor som undviker varandra, eller fel modell.
rule-far_above_chao = En metod säger långt mer än Chaos undre gräns: det mesta kommer från modellen, inte från överlappen.
rule-borrowed = Den här delen är för tunn för att tala för sig själv. Dess tal är lånat av det som de andra delarna har gemensamt.
rule-totals_apart = Delvis sammanförd blir summan en annan: det som delarna antas ha gemensamt avgör.
rule-part = { $part }: { $verdict }.
refusal-graphs_too_many_lists = avböjer: med fler än sju listor finns det för många grafer för att pröva alla
refusal-graphs_too_few_lists = avböjer: det behövs tre listor
refusal-graphs_nobody = avböjer: ingen står på listorna
refusal-nobody = avböjer: ingen står på listorna
refusal-latent_lists = avböjer: det behövs tre listor
refusal-no_overlap = avböjer: ingen står på två listor
refusal-list_holds_everybody = avböjer: en lista har alla
refusal-no_model = avböjer: ingen modell har ett svar
refusal-dependence_not_testable = avböjer: ingen modell som tillåter beroende har ett svar
refusal-does_not_fit = avböjer: modellerna som har ett svar liknar inte tabellen
refusal-unbounded = avböjer: intervallet har ingen övre ände
kind-estimated = Hur många det kan vara sammanlagt, också de som inte står på någon lista, under angivna antaganden. Den räknar redan med de dokumenterade och läggs aldrig till dem.
falsify-estimated = En lista som inte gjordes som det beskrivs, eller som hämtar namn från en annan; samma människa räknad två gånger, eller två som en; människor som ingen lista kunde nå; en ny lista vars överlapp inte stämmer; ett fel i en metod som ett annat program inte gör.
may-not-estimated = Att så många drabbades, utan ordet ”uppskattat”, intervallet, antalet dokumenterade och det som talar emot.
may-not-estimated-add = Att lägga den till antalet dokumenterade: den räknar redan med dem.
may-not-estimated-flagged = Talet utan orden ”med förbehåll” och skälen.
may-not-estimated-refused = Något tal från någon metod. Där uppskattningen är avböjd får inget citeras.
assume-estimate-linked = Samma människa på flera listor har känts igen som en, och inga två har tagits för samma.
assume-estimate-closed = Alla listor talar om samma människor, samma plats och samma tid.
assume-estimate-like = Människor på ingen lista liknar dem som står på få. Den som ingen lista kunde nå finns inte i någon uppskattning.
assume-chao = Listorna beror av varandra bara därför att somliga är lättare att hitta än andra.
method-estimate-chao = Chaos undre gräns för listor av olika storlek (Rivest och Baillargeon 2007), den undre änden av dess 95-procentiga intervall.
method-estimate-compare = Uppskattning ur listors överlapp: flera metoder sida vid sida (medelvärde över nedbrytbara grafer, latenta klasser, loglinjära modeller), med en förhandsfördelning proportionell mot 1/N, och regler för när inget tal ska sägas.
method-estimate-compare_strata = Summor av dragningar över delarna, var och en uppskattad för sig.
check-chao_at_least = Minst (Chaos undre gräns)
check-chao_point = Chaos gräns själv
check-on_two_lists = Människor på två listor eller fler
check-verdict = Reglernas omdöme
check-rule-fired = Hur ofta regeln { $rule } talar emot
check-refused_no_overlaps = Avböjt: överlappen ger ingen gräns
cannot-estimated = Vilka de var som inte står på någon lista. En uppskattning har inga namn.
limits-general-estimate = En uppskattning med förbehåll får inte anges utan det som talar emot den. Där en uppskattning är avböjd får ingen metods tal citeras.
limits-general-side = Det dokumenterade och det uppskattade får inte läggas ihop: uppskattningen räknar redan med de dokumenterade.
limits-general-audited = Antalet som en granskning bekräftar är inte antalet drabbade, och resten av listan får inte kallas falsk.
method-estimates = Uppskattningar
method-estimates-1 = Där flera listor över samma människor överlappar säger överlappen hur många som kanske inte står på någon. Flera metoder tillfrågas. Vilken som leder är avgjort innan; där de är oense spänner intervallet över alla. Sedan ställs frågan på andra sätt: utan varje lista, med två listor som en, med varje lista som befolkning, med andra antaganden, med färre iakttagelser.
method-estimates-2 = Fasta regler ger ett omdöme: användbar, med förbehåll eller avböjd. Den värsta regeln avgör. En avböjd tabell har inget tal i den här utgåvan, från ingen metod.
method-missing-2 = Tabeller över överlapp som andra har publicerat tas som upphovsmännen räknade dem. Om de kände igen samma människa på flera listor syns inte härifrån.
limits-lead-tables = En uppskattning får lätt säga mer än den säger. Detta får man inte göra med talen.
attack-how-estimate = Uppskatta igen med ett annat slumpfrö, en annan ledande metod eller utan en lista. Det som då ändras är ingen egenskap hos dem som drabbades.
further-verify-estimates = Ett kommando räknar om det dokumenterade och de undre gränserna, utan annat installerat än Python, och håller uppskattningarna mot dem. Ett andra, med vittne installerat, räknar om uppskattningarna.
attack-flagged = De här uppskattningarna är med förbehåll eller avböjda, av dessa skäl:

## Pictures of estimates
estimate-picture-engines-title = Hur många: alla metoder på en axel
estimate-picture-engines-description = En rad för varje metod: ett märke där metoden ser talet, ett streck för dess 95-procentiga intervall, ihåliga märken där den har flera svar som data inte kan välja mellan. Bredvid dem de { $n } dokumenterade och Chaos undre gräns.
estimate-picture-densities-title = Vad varje metod håller för troligt
estimate-picture-densities-description = En kurva för varje metod: ju högre, desto troligare är detta antal. Varje kurva är ritad så hög som platsen medger. För de loglinjära modellerna gäller kurvan omsamplade tabeller; intervallet är korrigerat och behöver inte ligga under den. Ihåliga märken är flera svar som data inte kan välja mellan; antal dokumenterade: { $n }.
estimate-picture-leave-one-out-title = Utan en lista, och inuti varje lista
estimate-picture-leave-one-out-description = Svaret utan var och en av listorna, med varje par av listor som en, och med varje lista som om den vore hela befolkningen, där det rätta svaret är känt. Med alla listor är antalet dokumenterade { $n }.
estimate-picture-trajectory-title = Svaret allteftersom iakttagelserna kommer in
estimate-picture-trajectory-description = Svaret från en slumpvis vald del av iakttagelserna, upp till alla, då antalet dokumenterade är { $n }. Där det ännu växer har det inte stannat.
estimate-picture-dial-title = Vad beroende mellan listor skulle betyda
estimate-picture-dial-description = Antalet människor för varje grad av beroende som data inte kan visa, med 95-procentigt intervall; antal dokumenterade: { $n }.
estimate-picture-engine-graphs = Grafmedelvärde
estimate-picture-engine-latent = Latenta klasser
estimate-picture-engine-loglinear = Loglinjära modeller
estimate-picture-leads = { $name } (leder)
estimate-picture-number = { $value } ({ $low }–{ $high })
estimate-picture-interval = { $low }–{ $high }
estimate-picture-refused = vägrar: inget tal
estimate-picture-publishable = Vad som får publiceras
estimate-picture-publishable-none = vägras: inget tal
estimate-picture-publishable-hull = Publiceras, sammanlagda intervall: { $names }
estimate-picture-mode = ett svar, vikt { $weight }
estimate-picture-mode-unweighted = ett svar, utan vikt
estimate-picture-chao = Minst (Chaos gräns)
estimate-picture-documented = dokumenterade: { $n }
estimate-picture-whole = med alla listor: { $n }
estimate-picture-heading-without = Utan en lista
estimate-picture-heading-merged = Två listor som en
estimate-picture-heading-trajectory = Med denna del av iakttagelserna
estimate-picture-heading-inside = Varje lista som om den vore befolkningen
estimate-picture-without = utan { $name }
estimate-picture-merged = { $name } och { $other } som en
estimate-picture-inside = { $name }, i verkligheten { $n }
estimate-picture-kept = { $share } %: { $n } dokumenterade
estimate-picture-dial-pair = Om oddsen att stå på { $name } är så många gånger så höga för dem som står på { $other }
estimate-picture-dial-all = Om så många gånger fler står på ingen lista än utan samspel mellan alla listor
estimate-picture-ratio = × { $ratio }
estimate-picture-neutral-pair = × 1: lika troligt
estimate-picture-neutral-all = × 1: inget samspel
estimate-picture-contradicted = motsagt: färre än de dokumenterade
estimate-picture-no-variants = Inte ritat: frågan ställdes inte på andra sätt, eller det fanns inget tal att rubba.
estimate-picture-no-variants-lists = Inte ritat: att utelämna en lista kräver minst fyra listor.
estimate-picture-no-trajectory-lists = Inte ritat: med fler än sju listor gallras inga iakttagelser.
estimate-picture-no-dial = Inte ritat: inga två listor delar människor och har även egna.
estimate-picture-axis = människor
estimate-picture-axis-log = människor (logaritmisk: lika steg multiplicerar)
estimate-picture-key-value = svaret och dess 95-procentiga intervall
estimate-picture-key-several = flera svar; data kan inte välja mellan dem
estimate-picture-key-published = intervallet som publiceras
estimate-picture-key-least = minst så många
estimate-picture-key-others = publicerat av andra
estimate-picture-key-known = hur många listan har i verkligheten
estimate-picture-key-documented = hur många som då är dokumenterade
estimate-picture-key-steps = medianen av nio dragningar, med lägsta och högsta
estimate-picture-key-dial = talet och dess 95-procentiga intervall

## Linked lists
start-lead-lists = En lista kan ha med samma människa mer än en gång. Vilka poster som gäller en och samma är inte säkert känt, så antalet olika människor har ett intervall.
estimates-lead-linked = Vilka poster som gäller samma människa är inte säkert känt. Därför prövas många varianter av vem som är vem, var och en så trolig som posterna gör den, och också antalet olika människor får ett intervall. Uppskattningen säger hur många det kan vara sammanlagt och räknar redan med de dokumenterade. De läggs aldrig ihop.
linked-table-title = Alla listor, samkörda
linked-table-definition = Människor, efter de listor som har en post om dem.
linked-table-note = Ingen vet säkert vilka poster som gäller samma människa. Detta är den låsta listan, en av varianterna, den som stämmer bäst med alla andra. Tal som gäller få människor är utelämnade och alla andra avrundade, så att tabellen inte pekar ut någon; summan är exakt. Den publicerade uppskattningen vilar på alla varianter och på de exakta talen.
sentence-committed =
    { $n ->
       [one] { $n } människa står på den låsta listan.
      *[other] { $n } människor står på den låsta listan.
    }
sentence-persons =
    { $n ->
       [one] Posterna gäller { $n } människa (95-procentigt intervall { $low } till { $high }); man vet inte säkert vilka poster som gäller samma människa.
      *[other] Posterna gäller { $n } människor (95-procentigt intervall { $low } till { $high }); man vet inte säkert vilka poster som gäller samma människa.
    }
sentence-persons-by =
    { $n ->
       [one] { $what }. { $n } människa på den låsta listan.
      *[other] { $what }. { $n } människor på den låsta listan.
    }
sentence-linked =
    { $documented ->
       [one] { $subject } ({ $unit }): uppskattningsvis { $n } sammanlagt, också de som inte står på någon lista (95-procentigt intervall { $low } till { $high }). { $documented } av dem är dokumenterad ({ $from } till { $to }).
      *[other] { $subject } ({ $unit }): uppskattningsvis { $n } sammanlagt, också de som inte står på någon lista (95-procentigt intervall { $low } till { $high }). { $documented } av dem är dokumenterade ({ $from } till { $to }).
    }
sentence-linked-flagged =
    { $documented ->
       [one] { $subject } ({ $unit }): en uppskattning med förbehåll, { $n } sammanlagt, också de som inte står på någon lista (95-procentigt intervall { $low } till { $high }). { $documented } av dem är dokumenterad ({ $from } till { $to }). Det som talar emot talet hör till det.
      *[other] { $subject } ({ $unit }): en uppskattning med förbehåll, { $n } sammanlagt, också de som inte står på någon lista (95-procentigt intervall { $low } till { $high }). { $documented } av dem är dokumenterade ({ $from } till { $to }). Det som talar emot talet hör till det.
    }
sentence-linked-refused =
    { $documented ->
       [one] { $subject } ({ $unit }): { $documented } människa är dokumenterad ({ $from } till { $to }). En uppskattning av hela antalet är avböjd: listorna bär ingen.
      *[other] { $subject } ({ $unit }): { $documented } människor är dokumenterade ({ $from } till { $to }). En uppskattning av hela antalet är avböjd: listorna bär ingen.
    }
persons-hand = Vem som gjorde det mot dem: { $name }
persons-ground = Grund: { $name }
persons-place = Plats: { $name }
persons-disputed = omstridd
linked-by-heading = Vem som gjorde det, på vilken grund och var
linked-by-lead = Varje människa på den låsta listan räknas på en enda rad. Där en rad skulle gälla för få räknas de under ”annat, eller inte angivet”: ett litet tal kunde peka ut någon. Av samma skäl är radernas tal avrundade; summan är exakt.
linked-by-hand = Vem som gjorde det mot dem, enligt posterna
linked-by-ground = På vilken grund, enligt posterna
linked-by-place = Var, enligt posterna
linked-col-truth = I verkligheten
linked-col-people = Människor
linked-row-truth = I verkligheten: människor som det finns en post om (de är påhittade)
linked-row-truth-all = I verkligheten: alla människor (de är påhittade)
linked-row-chao = Minst (Chaos undre gräns, för den mest typiska varianten)
linked-not-reviewed = Ingen har granskat något par av posterna. Vad det betyder att två poster liknar varandra är ett antagande och ingen erfarenhet: intervallen är så breda som antagandet är osäkert.
linked-reviewed =
    { $n ->
       [one] Hur troligt det är att två snarlika poster gäller samma människa bygger på { $n } par som människor har granskat.
      *[other] Hur troligt det är att två snarlika poster gäller samma människa bygger på { $n } par som människor har granskat.
    }
linked-not-counted =
    { $n ->
       [one] { $n } post har för låg grad för att räknas; den hjälpte till att finna vem som är vem.
      *[other] { $n } poster har för låg grad för att räknas; de hjälpte till att finna vem som är vem.
    }
linked-threshold-heading = Med en tröskel vald för hand
linked-threshold-lead = Det är vanligt att slå ihop alla par av poster över någon sannolikhet och glömma osäkerheten. Detta skulle följa, med sannolikheterna som programmet har dem innan någon granskat ett par. Här behöver ingen välja en tröskel.
linked-threshold-caption = Vad en tröskel hade gjort av det
linked-col-threshold = Par hopslagna från
linked-col-persons = Dokumenterade människor
linked-row-draws = publicerat här, utan tröskel
linked-variance-heading = Var osäkerheten kommer ifrån
linked-variance-lead = Hur stor del av variansen hos talets logaritm som beror på vad.
linked-variance-caption = Andelar av variansen
linked-col-source = Vad som inte är känt
linked-col-share = Andel
linked-col-meaning = Vad som skulle minska den
linked-variance-linkage = Vilka poster som gäller samma människa
linked-variance-model = Hur listorna beror på varandra: vilken metod som har rätt
linked-variance-sampling = Slumpen, och det som den ledande metoden lämnar öppet
linked-variance-linkage-less = Att granska fler par av poster
linked-variance-model-less = Listor som gjorts på andra sätt
linked-variance-sampling-less = Fler människor på flera listor
linked-picture-title = Talen, och vad en tröskel hade gjort av dem
linked-picture-description = Första raden är det som publiceras här, med sitt 95-procentiga intervall; under den hur många människor det skulle vara om alla par av poster över en tröskel slogs ihop.
linked-picture-draws = Publicerat, över alla varianter
linked-picture-at = från { $share } %
linked-picture-truth = i verkligheten: { $n }
linked-picture-persons = Dokumenterade människor
check-lists = Listor
check-typical = Människor i den mest typiska varianten
check-reviewed = Granskade par att utgå från
check-draws = Varianter av vem som är vem
check-truth = I verkligheten (människorna är påhittade)
rule-not_reviewed = Ingen har granskat något par av poster. Vad det betyder att två poster liknar varandra är ett antagande och ingen erfarenhet.
rule-refused_draws = För somliga varianter av vem som är vem finns inget tal, och utan dem skulle de andra säga för lite.
method-log-listed = Posterna förs samman så som den mest typiska varianten av vem som är vem gör det. Var och en som då har en post som räknas är ett löv i listloggen, och löven räknas.
method-link-persons = Posterna jämförs, paren vägs, och vad en vikt är värd bestäms utifrån granskade par. Sedan slumpas det fram vem som är vem, och människorna räknas i varje variant: medianen och 95 % av varianterna.
method-link-persons_by = Människorna på den låsta listan efter vad posterna säger. Små tal är sammanslagna, alla andra avrundade med bevarad summa.
method-estimate-linked = Den ledande metoden tillämpas på många varianter av vem som är vem, svaren vägs samman och intervallets gränser avrundas utåt.
falsify-log-listed = Ett annat antal löv i listloggen; ett löv för vilket organisationen inte kan visa en granskare någon människa; en människa som har två löv.
falsify-link-persons = Två poster som tagits för en människa fast de gäller två, eller tvärtom; poster om människor som inte funnits; ännu en lista som visar hur ofta samma människa skrivs på ett annat sätt.
assume-linked-records = Varje post gäller en människa. En post utan namn kan gälla vem som helst i sin händelse, och räknas så.
assume-linked-draws = Vem som är vem slumpas fram så som posterna och de granskade paren gör det troligt; det som granskarna sagt tas för riktigt.
method-linked = Samkörda listor
method-linked-1 = Samma människa kan stå på flera listor, med andra bokstäver, med fel datum eller utan namn. Varje par av poster som skulle kunna gälla samma människa vägs: namn, ålder, dagar, platser, handlingar. Två namngivna i en händelse är i regel två människor.
method-linked-2 = Vad en vikt är värd bestäms utifrån par som människor granskat, med den osäkerhet som så få par lämnar kvar. Sedan slumpas det fram vem som är vem, i sin helhet och om och om igen, och allt som räknas eller uppskattas räknas och uppskattas i varje variant.
method-protected = Tabeller som inte pekar ut någon
method-protected-1 = Små tal slås ihop, alla andra avrundas med en hemlig nyckel, och summan bevaras. Från en utgåva till nästa ändras ett tal bara om tillräckligt många har tillkommit eller tagits bort. Före publiceringen angriper programmet varje utgåva tillsammans med alla tidigare, och vägrar publicera det som skulle berätta om en eller två människor.
method-audited = Granskning
method-audited-1 = Först låses listan: utgåvan har en logg med ett löv för varje människa. Först därefter avgör offentlig lottning vilkas poster en utomstående granskar, i förtroende. ”Inte visat” räknas som obekräftat. Vad det bevisar om hela listan räknas ut så att slutsatsen håller med den angivna konfidensen, när granskaren än slutar.
attack-how-linked = Se hur antalet människor rör sig med en tröskel: dess sida visar det. Pröva vilken metod du vill på den publicerade tabellen över listorna; den är avrundad, så vänta dig inte samma tal. Be att någon som du litar på granskar par.
persons-other_or_not_stated = annat, eller inte angivet
persons-several = posterna nämner flera
persons-rest = { $place }, på annat håll där eller inte närmare angivet
method-estimate-hidden = Metoderna tillämpas på den exakta tabellen, som inte publiceras, och intervallets gränser avrundas utåt.
check-refused_cells_not_shown = Avböjt: ett tal som gränsen behöver visas inte, eftersom det gäller få människor
check-refused_batch_rule = Indraget tills tillräckligt har ändrats: skillnaden skulle gälla få människor
estimate-unseen-heading = Varför så litet sägs här
estimate-unseen = Vad varje metod säger, och vad den säger utan en lista eller med en annan fördelning på förhand, är utelämnat. Den som gissar vem som finns bakom ett litet tal kunde pröva varje gissning mot svaren och märka vilken som stämmer. Tabellen över listorna är publicerad, sammanslagen och avrundad: på den får man pröva vilken metod som helst.
estimate-recompute-unseen = De exakta talen publiceras inte, så ingen kan räkna om den här siffran. Vad metoderna säger om den publicerade tabellen får du veta så här, med vittne installerat, i utgåvans mapp:
sentence-committed-withdrawn = Hur många som står på den låsta listan sägs inte i den här utgåvan: så få har tillkommit eller tagits bort att skillnaden skulle berätta om dem.
kind-audited_at_least = Vad en utomståendes granskning av några lottade poster bevisar om alla. Listan låstes före lottningen.
falsify-audited_at_least = En lottad post vars bevis inte räcker; samma människa under två löv; en lottning som inte följer av listans rot och den utlysta slumpen; en granskare som inte är utomstående.
may-not-audited_at_least = Att det inte är sant om de andra: deras poster har inte granskats, eller så var bevisen för farliga att visa. Och siffran läggs aldrig till ett annat tal.
method-audit-anytime = Urval utan återläggning; en gräns som gäller hur länge granskaren än fortsätter (betabinomial martingal). ”Inte visat” räknas som obekräftat, liksom en människa som hittas två gånger.
check-records = Människor på listan som lottningen gjordes ur
check-inspected = Granskade poster
check-not_substantiated = Av dem obekräftade, eller om någon som står två gånger på listan
check-confirmed = Andel som granskningen skulle bekräfta (godkänt om den bekräftas)
three-heading = Tre tal, för tre frågor
three-documented = Dokumenterade
three-documented-what = Hur många står på listan? Exakt: var och en är ett löv i listloggen, låst innan någon valdes ut för granskning.
three-audited = Bekräftade vid granskning: minst
three-audited-what = För hur många kan bevisen visas för en utomstående? Risken att säga för många är högst { $percent } %.
three-audited-of = av { $n }
three-audited-then = Lottningen gjordes ur listan så som den låstes i utgåva { $release }.
three-audited-none = Ingen utomstående har granskat listan än. Det kräver en utlyst plan, offentlig lottning och en granskare.
three-audited-planned = En granskning är utlyst. Inget resultat finns än.
three-audited-short-act = vad som gjordes
three-audited-short-ground = skälet
three-estimated = Uppskattade sammanlagt, också de orapporterade
three-estimated-what = Hur många kan det vara, också de som inte står på någon lista? 95-procentigt intervall { $low } till { $high }.
three-estimated-flagged = Med förbehåll: får inte citeras utan det som talar emot.
three-estimated-refused = Ingen uppskattning: underlaget räcker inte. Siffrans sida säger vad som skulle behövas.
three-estimated-one = Ingen uppskattning: det kräver minst två listor som gjorts oberoende av varandra.
three-estimated-few = Ingen uppskattning i den här utgåvan: dess tabell kunde peka ut någon, eftersom för få människor står på flera listor eller för litet har ändrats sedan förra utgåvan.
three-withdrawn = Indraget tills mer har ändrats.
three-never = Talen läggs aldrig ihop. De som granskningen bekräftar finns bland de dokumenterade, och uppskattningen räknar redan med de dokumenterade.
nav-corrections = Rättelser
corrections-title = Vad som ändrats sedan förra utgåvan
corrections-lead = En lista som aldrig rättas är en lista som ingen sköter. Här står vad som har ändrats i den, i tal som inte pekar ut någon.
corrections-number = Vilken utgåva detta är
corrections-number-1 = Detta är utgåva { $number }. Den ersätter den utgåva vars MANIFEST.sha256 har denna hash:
corrections-people = Hur många människor
corrections-people-1 = Antal människor på listan: { $before } när den senast publicerades, { $now } nu.
corrections-what = Vad som gjorts, och varför
corrections-hidden = Ett slags ändring som gällde färre än fem människor nämns inte för sig, eftersom det kunde peka ut någon. Flera slag räknas ihop tills varje tal är minst fem; hjälper inte det sägs inget av dem. Det som inte nämns gällde ingen, eller så få, eller tog ut vartannat.
corrections-line = { $kind }: { $n }
corrections-merged_or_split = visade sig vara flera människor, minus dem som visade sig vara samma människa som en annan: { $n } fler
corrections-merged_or_split-fewer = visade sig vara samma människa som en annan, minus dem som visade sig vara flera: { $n } färre
corrections-added_or_split = tillagda, eller visade sig vara flera människor: { $n }
corrections-merged_or_withdrawn = borttagna, eller visade sig vara samma människa som en annan: { $n }
corrections-reason = { $reason }: { $n }
corrections-none = Inget som kan sägas.
corrections-log = Vad som sagts tidigare
corrections-log-1 = Inget som publicerats kan tas tillbaka: påståendeloggen växer bara, och varje siffra i varje utgåva står kvar i den. Med förra utgåvan bredvid denna:
corrections-erased = Människor kan be att få bli raderade. Lövet står kvar i loggarna, så att ingen kan ändra en lista i hemlighet; saltet förstörs, och därefter kan ingen visa vem lövet gällde.
verify-logs = Loggarna
verify-logs-1 = Allt som den här utgåvan säger står i en logg som är signerad med en nyckel. Detta är nyckelns öppna del. Jämför den med den som utgivarna publicerar på annat håll:
verify-logs-2 = I påståendeloggen står varje siffra i varje utgåva, med metod och program, och vad som har planerats, framkommit och rättats. Den växer bara. Varje siffra har ett bevis i log/proofs.
verify-logs-3 = Listloggen har { $n } löv, ett för varje människa på listan: vart och ett är en hash gjord med en egen hemlighet och säger inget utan den. De finns för att listan inte ska kunna ändras efter lottningen. Roten är { $root }.
verify-previous = Med förra utgåvan
verify-previous-1 = Den som har kvar en äldre utgåva kan kontrollera att inget i den tagits tillbaka. OLD är dess mapp:
verify-go = Med program som inte är våra
verify-go-1 = Loggarna är av det slag som språket Go kontrollerar sina egna paket med. På Debian eller Ubuntu, i utgåvans mapp:
verify-again = Bygg den igen
verify-again-1 = Med vittne installerat kan utgåvan byggas igen ur sina data. Då görs en egen logg med en ny nyckel; därför skiljer sig log/, MANIFEST.sha256 och de sidor som visar loggens nyckel och rot. Det som vilar på hemliga listor saknas. Allt annat blir detsamma, byte för byte:
verify-draw = Gör om lottningen
verify-draw-1 = Vilka poster som granskats följer av listans rot och av en slump som utlystes innan den fanns. Allt står i log/audit.json; kontrollprogrammet gör om lottningen. Men att en runda från drand är signerad kan bara Python inte kontrollera; det kan vittne:
attack-steps = Från början till slut
attack-steps-1 = I webbläsaren: ta en mening ur utgåvan, öppna dess siffra och läs vad den vilar på och vad som skulle motbevisa den. Öppna källorna, om några anges. Ett fel som du hittar är mer värt än något som stämmer.
attack-steps-2 = Med bara Python, på en dator utan nät, i utgåvans mapp: är det här filerna som publicerades, följer talen av data, är loggarna hela? Det första kommandot skriver ut hashen för ditt exemplar. Skriv i det andra, i stället för SHA256, den hash som du fått på annat håll.
attack-steps-3 = Med en äldre utgåva, vars mapp är OLD: har något tagits tillbaka?
attack-steps-4 = Med Go, på Debian eller Ubuntu: är loggen hel också för ett program som inte är vårt, och vad säger den om varje siffra?
attack-steps-5 = Med vittne: ändra det du tvivlar på i data och bygg igen. Det som då ändras vilade på det du ändrade.
attack-list = Ifrågasätt listan
attack-list-1 = Listan kan du inte se, och ska inte se: den nämner människor i fara. Men du kan kontrollera att den låstes innan den granskades, att ingen kunde välja utfallet av lottningen, och vad granskningen bevisar. Fråga vem granskaren är. Föreslå en egen.
attack-list-2 = Tror du att talet är för högt? En granskning av fler poster visar det, eller visar det inte. Tror du att någon har glömts? Be att vägen från vittnesmål till lista följs.
attack-list-3 = Försök inte ta reda på vem som finns bakom ett tal i en tabell. Tal som gäller få människor visas inte, alla andra är avrundade med en hemlig nyckel, och före varje utgåva angriper programmet sina egna tabeller: det vägrar publicera det som berättar om en eller två människor.
linked-different = Hur många olika människor
