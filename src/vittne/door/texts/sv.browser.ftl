## What pages say that are drawn by the server and those drawn by the script
received-files =
    { $files ->
        [one] { $files } fil kom med.
       *[other] { $files } filer kom med.
    }
answers-count =
    { $n ->
        [0] Det finns inget svar till den här koden.
        [one] Det finns { $n } svar.
       *[other] Det finns { $n } svar.
    }
answer-number = Svar { $number }
answer-unreadable = Det här svaret går inte att öppna. Det är skadat, eller förseglat för en annan kod. Skriv till oss så att vi skickar det igen.
answer-deleted = Svaret är raderat.

## What went wrong
error-heading = Inte skickat
error-heading-offline = Inte förseglat
error-go = Gå till fältet
error-old = Formuläret var öppet för länge, eller så har servern startats om under tiden. Det du skrev finns kvar här. Läs igenom det och skicka det igen.
error-used = Formuläret har redan skickats, kanske genom ett dubbeltryck. Såg du en kod efteråt har vi ditt meddelande, och du behöver inte göra något. Såg du ingen, skicka en gång till: det du skrev finns kvar här. Det gör inget om vi får det två gånger.
error-trap = Ett fält som ska vara tomt fylldes i, kanske av webbläsaren. Nu är det tomt. Skicka en gång till.
error-empty = Här finns inget ännu. Skriv något, eller välj en fil.
error-empty-help = Här finns inget ännu. Skriv vad du behöver.
error-empty-offline = Här finns inget ännu. Skriv något.
error-long = Det här är mer text än ett meddelande rymmer. Inget har gått förlorat: allt finns kvar här. Ta bort en del och skicka den efteråt, med koden du får.
error-large = Filerna är för stora: ett meddelande rymmer { $megabytes } MB. Det du skrev finns kvar här. Skicka färre filer nu och resten efteråt, med koden du får.
error-many = Det är för många filer: ett meddelande rymmer { $files }. Det du skrev finns kvar här. Skicka resten efteråt, med koden du får.
error-broken = Allt kom inte fram; kanske bröts förbindelsen. Det som kom fram av din text finns här: se efter om slutet saknas. Skicka det sedan igen, kanske med filerna senare.
error-busy = För många skriver just nu. Det du skrev finns kvar här. Vänta några minuter och skicka det igen.
error-full = Här finns ingen plats just nu. Det du skrev finns kvar här. Skicka det igen senare, utan filer om de är stora.
error-busy-answers = För många är här just nu. Vänta några minuter och försök igen. Din kod står kvar i fältet.
error-code-heading = Koden stämmer inte
code-empty = Du har inte skrivit någon kod.
code-count = En kod har nio ord eller 28 siffror. Du skrev { $count }.
code-word =
    { $n ->
        [one] Ett ord finns inte bland dem som koder består av. Ingenting har slagits upp.
       *[other] Några ord finns inte bland dem som koder består av. Ingenting har slagits upp.
    }
code-check = Varje ord kan stå i en kod, men tillsammans är de ingen: ett ord är fel, eller två har bytt plats. Ingenting har slagits upp.
code-digits = En siffra är fel, eller två har bytt plats. Ingenting har slagits upp.
code-mistake = Ord { $position }: ”{ $typed }”
code-mistake-near = Ord { $position }: ”{ $typed }”. Kanske är det { $words }.

## Who seals
sealing-browser = Din webbläsare förseglar och öppnar själv. Text, filer och kod lämnar den inte i klartext.
sealing-old = Den här webbläsaren är för gammal för att försegla själv, så servern gör det. Den som styr servern i det ögonblicket kan läsa det du skickar, och med koden även svaren.

## While the browser works
step-derive = Webbläsaren gör nycklar av koden. Det tar några sekunder, men på en gammal telefon eller i Tor Browser med nivån ”Säkrare” en minut eller mer. Inget har skickats ännu.
step-seal = Webbläsaren förseglar det du skrev. Inget har skickats ännu.
step-send = Det är på väg, förseglat. Håll sidan öppen.
step-store = Allt är skickat. Servern sparar det.
step-ask = Webbläsaren frågar om det finns svar. Koden skickas inte.
percent = { $n } %

## When that did not work
stopped-heading = Avbrutet
stopped = Inget har skickats. Allt du skrev och valde finns kvar här.
stopped-sent = Det var redan på väg och kan ha kommit fram. Allt du skrev och valde finns kvar här. Det gör inget om vi får det två gånger.
stopped-answers = Du kan börja om när du vill.
error-lost = Förbindelsen bröts, och det är inte säkert att meddelandet kom fram. Allt du skrev och valde finns kvar här. Vänta en stund och skicka det igen: det gör inget om vi får det två gånger.
error-failed = Något gick fel på servern, och meddelandet togs inte emot. Allt du skrev och valde finns kvar här. Vänta några minuter och skicka det igen.
error-unread = En fil gick inte att läsa. Kanske har den flyttats eller ändrats. Inget har skickats. Välj filerna igen.
error-answers-heading = Inget svar från servern
error-lost-answers = Förbindelsen bröts. Inget har gått förlorat. Vänta en stund och försök igen.
error-failed-answers = Något gick fel på servern. Inget har gått förlorat. Vänta några minuter och försök igen.
error-seal-heading = Inte förseglat, inte skickat
error-seal = Webbläsaren kunde inte försegla det här; kanske har den för lite minne. Inget har skickats. Allt du skrev och valde finns kvar här. Stäng andra sidor och försök igen, eller använd en annan webbläsare.
error-open-heading = Inte öppnat
error-open = Webbläsaren kunde inte räkna med koden; kanske har den för lite minne. Koden har inte skickats och står kvar i fältet. Stäng andra sidor och försök igen, eller använd en annan webbläsare.
plain-seal = Du kan också låta servern försegla. Då kan den som styr servern i det ögonblicket läsa din text, dina filer och din kod.
plain-seal-do = Skicka, och låt servern försegla
plain-open = Du kan också låta servern öppna svaren. Då kan den som styr servern i det ögonblicket läsa dem, och har din kod.
plain-open-do = Skicka koden, och låt servern öppna

## Blocks
block-heading = Blocket går inte att använda
block-empty = Fältet är tomt. Klistra in blocket där.
block-no-begin = Början saknas. Kopiera hela blocket igen, från raden med BEGIN till raden som börjar med ”check”.
block-cut = En del saknas, troligen slutet. Kopiera hela blocket igen, från raden med BEGIN till raden som börjar med ”check”.
block-changed = Något i det har ändrats på vägen: en bokstav, eller så saknas en bit i mitten. Kopiera hela blocket igen.
block-two = Det här är mer än ett block. Klistra in ett i taget.
block-not-sealed = Det här är inget förseglat svar. Kopiera blocket igen från sidan som visade det.
block-other-code = Svaret går inte att öppna med den här koden. Det förseglades för en annan kod, eller skadades innan det skickades till dig.
copied = Kopierat. Det kopierade ligger kvar i enheten tills du kopierar något annat.
copy-by-hand = Webbläsaren kopierade inte. Nu är texten markerad: kopiera den som vanlig text.
