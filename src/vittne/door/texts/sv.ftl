## Every page
title = Sida
leave = Lämna
to-start = Start
languages-label = Språk
top-label = På varje sida
invented = Det här är en demo. Ingen läser det som skrivs här. Skriv inget som är sant.

## Start
root-choose = Välj språk
start-lead = Här kan du berätta vad som har hänt dig eller någon annan, be om hjälp och komma tillbaka efter svar. Du behöver inte ange namn eller adress, och inget konto behövs.
start-nav = Vad du kan göra här
to-tell = Berätta vad som har hänt
to-tell-note = Med dina egna ord, och med bilder eller dokument om du har några
to-help = Be om hjälp
to-help-note = Du behöver inte berätta vad som har hänt
to-answers = Kom tillbaka
to-answers-note = Se med din kod om det finns svar
to-guides = Läs råd som kan hjälpa
to-guides-note = Om säkerhet; du behöver inte skriva något
readers-heading = Vem som läser
answers-within =
    { $days ->
        [one] Vi försöker svara inom { $days } dag. Lova det kan vi inte.
       *[other] Vi försöker svara inom { $days } dagar. Lova det kan vi inte.
    }
danger-heading = Om du är i fara just nu
danger-none = Här finns ingen på plats dygnet runt. Den här sidan kan inte ge hjälp inom några timmar. Finns det någon i närheten som du litar på, gå dit först.
danger-slow = Här finns ingen på plats dygnet runt. Det här kan hjälpa snabbare:
before-heading = Innan du skriver
before-device = Använd en telefon eller dator som ingen annan tittar i, på en plats där ingen ser skärmen.
before-tor = Använd Tor Browser, helst med säkerhetsnivån ”Säkrast”. Alla sidor här fungerar med den. Din operatör ser då att du använder Tor, men inte vad du läser eller skriver. Andra webbläsare kan berätta för sina tillverkare att du har öppnat ett formulär.
before-tor-script = Använd Tor Browser. Alla sidor här fungerar med den, på alla dess nivåer. Din operatör ser då att du använder Tor, men inte vad du läser eller skriver. Andra webbläsare kan berätta för sina tillverkare att du har öppnat ett formulär. På nivån ”Säkrast” finns inga skript; vad det innebär står längre ner.
before-leave = ”Lämna”, överst på varje sida, leder till en tom sida och ber webbläsaren att glömma den här. Historiken i en annan webbläsare än Tor Browser kan den inte radera.
seen-heading = Vad den som tar servern kan se
seen-off-heading = Om den beslagtas och är avstängd
seen-off = Nästan ingenting. Meddelanden och filer ligger förseglade här, och nycklarna som öppnar dem finns på annat håll, hos dem som läser. Även svaren är förseglade: din kod öppnar dem, och den sparas inte här. Bredvid varje ligger en dag, och storleken syns i grova steg. Det finns inga namn, inga adresser, inga klockslag och ingen lista över besökare.
seen-on-heading = Om någon styr den medan den är i gång
seen-on = Då ser de vad du skickar under den tiden. Sidorna använder inga skript, så din text, dina filer och din kod förseglas på servern och inte i din webbläsare. Den som styr servern i det ögonblicket kan läsa dem, och med koden även dina svar. Det som förseglats tidigare förblir stängt för dem.
seen-on-ways = Då beror det på hur du skriver:
seen-on-without = Utan skript, som i Tor Browser på nivån ”Säkrast”, förseglar servern. Den som styr den i det ögonblicket kan läsa din text, dina filer och din kod, och med koden även dina svar.
seen-on-with = Med skript förseglar din webbläsare, och den som bara läser med på servern ser ingenting av det. Men den som styr servern kan skicka ett annat skript till din webbläsare, ett som inte förseglar, och du skulle inte märka det.
seen-on-carried = Med sidan som fungerar utan nät kan den som styr servern varken läsa det som förseglats eller byta ut skriptet. Det gäller om du har fått filen av någon du litar på, eller har jämfört den.
seen-on-before = Det som förseglats tidigare förblir stängt för dem.
seen-never = Skriv inte här det som skulle vara för farligt om det hände.
script-compare = Sidornas skript, för jämförelse
script-compare-what = Det här är SHA-256 för filen /vittne.js. Programmets dokumentation säger vilken den ska vara. Talet bevisar något bara för den som sparar filen och räknar ut det själv: en server i fel händer kan visa vilket tal som helst.
code-link = Så förvarar du koden

## Writing
tell-heading = Berätta vad som har hänt
tell-lead = Så mycket eller så lite du vill, på vilket språk som helst. Du kan skriva igen senare.
help-heading = Be om hjälp
help-lead = Du behöver inte berätta vad som har hänt, varken nu eller senare. Hjälpen beror inte på det.
not-heading = Skriv inte
not-hiding = var du gömmer dig nu, eller var någon annan gör det
not-others = namn på andra, om det går att förstå utan dem
not-changed = Vi ändrar ingenting i det du skriver eller skickar. De som läser får det som det är.
tell-label = Vad som har hänt
tell-hint = När, var, vem som gjorde det, vem som såg det: det du vet. Det du inte vet kan du utelämna.
help-label = Vad du behöver
help-hint = Vad som är bråttom, hur länge du kan vänta, och vilket land eller vilken region du är i. Inget närmare än så.
text-size = Högst { $letters } tecken.
also-help = Jag behöver också hjälp
code-have = Jag har redan en kod
code-have-hint = Då kommer svaret med samma kod. Har du ingen kod lämnar du fältet tomt: du får en.
files-label = Filer (om du har några)
files-size =
    { $files ->
        [one] Högst { $files } fil på { $megabytes } MB.
       *[other] Högst { $files } filer, tillsammans { $megabytes } MB.
    }
files-traces = Filer bär spår. Ett foto kan avslöja var och när det togs och med vilken telefon, ett dokument vem som skrev det. Vi tar inte bort något, eftersom det orörda originalet är bevis, och det är originalet som de som läser får.
files-slow = Stora filer tar lång tid genom Tor. Bryts förbindelsen sparas ingenting av meddelandet. Det är säkrare att skicka texten först, utan filer, och sedan filerna, några i taget, med koden du får.
send-next = Härnäst visas en kod, en enda gång. Tänk ut hur du ska spara den.
send = Skicka
trap = Lämna tomt
sealing-server = Inget skript körs här, så servern förseglar. Den som styr servern i det ögonblicket kan läsa det du skickar, och med koden även svaren.
wait-heading = Vänta lite
wait-stop = Avbryt

## Received
received-heading = Vi har fått det
received = Ditt meddelande är förseglat och sparat.
your-code = Din kod
your-code-once = Den visas nu och aldrig mer. Med den kommer du tillbaka efter svaret.
your-code-digits = Eller de här siffrorna. De är samma kod; det räcker med det ena.
same-code = Din kod är densamma som förut. Den visas inte igen.
received-wait =
    { $days ->
        [one] Ett svar väntar här i { $days } dag och raderas sedan.
       *[other] Ett svar väntar här i { $days } dagar och raderas sedan.
    }
received-leave = När du har sparat koden, lämna sidan.
received-leave-plain = Nu kan du lämna sidan.

## About the code
code-heading = Din kod
code-what = När du har skickat något visas en kod: nio ord, eller 28 siffror. Bara med den kan du läsa svaret, och skriva igen så att vi vet att det är du.
keep-heading = Så förvarar du den
keep-paper = Lär dig den utantill, eller skriv den på papper bland annat, utan att säga vad det är. De fyra första bokstäverna i varje ord räcker, i den här ordningen.
keep-phone = Ha den inte i telefonen: inget foto, ingen skärmbild, inget meddelande.
keep-nobody = Ge den inte till någon. Vi frågar aldrig efter den, utom på de sidor på den här adressen där du skriver eller kommer tillbaka.
keep-who = Den som har koden kan läsa svaren och skriva i ditt ställe. Det du skrev tidigare går inte att läsa med den.
keep-lost = Om den kommer bort kan ingen återskapa den, inte heller vi. Du kan skriva igen och få en ny.

## Coming back
back-heading = Kom tillbaka
back-label = Din kod
back-hint = Nio ord i rätt ordning, eller 28 siffror. Stora bokstäver och mellanslag spelar ingen roll. Fyra bokstäver av varje ord räcker.
back-show = Visa svar
answers-heading = Svar
answers-none = Koden är rätt skriven. Ingen har svarat på den ännu, eller svaren har raderats, eller så har ingen någonsin skrivit med den: sidan vet inte vilket. Kom tillbaka en annan dag.
answer-expires = Det raderas den { $day }.
answer-delete = Radera det här svaret
answer-delete-sure = Ingen kan få tillbaka det.
answer-delete-do = Radera nu
again-heading = Skriv igen
again-label = Vad du vill säga
again-hint = Det når oss med din kod. Du behöver inte skriva in den igen.

## Guides
guides-heading = Råd
guides-lead = Du behöver inte skriva något för att läsa det här. Tryck på en rubrik så öppnas det som står under den.
guides-one = Alla råd finns på den här enda sidan, och den är lika lång på alla språk. Den som övervakar din förbindelse ser inte vilket av dem du läser. Den som ser din skärm gör det.
guides-invented = Ingen har skrivit under de här råden: de är förlagor för organisationer, och det här är en demo.
guides-none = Det finns inga råd på det här språket än.
guide-signed = Läst och undertecknad för { $whose } den { $day }.
guide-starter = Det här är en förlaga för organisationer. Läs hela, ändra det som inte passar dem ni hjälper eller det ni verkligen gör, ta bort det här stycket och skriv under. Först då får läsare se texten.

## Sealed elsewhere, and handed in here
sealed-heading = Lämna in det förseglade
sealed-lead = För det som sidan som fungerar utan nät har gjort: ett textblock eller en fil. Det är redan förseglat, och servern kan inte öppna det.
sealed-block-label = Klistra in blocket här
sealed-block-hint = Hela blocket, från raden med BEGIN till raden som börjar med ”check”. Mellanslag, radbrytningar och de tecken som e-post sätter framför citat gör inget.
sealed-file-label = Eller välj den förseglade filen
sealed-file-hint = Den som den sidan har gjort, med namnet document.bin, inte det du har förseglat i den: en bild eller ett dokument som det är tas inte emot, men på vägen hit kunde servern ha sett det.
sealed-send = Lämna in
handed-code = Koden visades där det här förseglades. Servern känner inte till den och kan inte visa den igen.
handed-delete = Blocket eller filen behövs inte längre. Radera det överallt där du kan: även i meddelanden, i e-post och bland hämtade filer.
fetch-heading = Hämta förseglade svar
fetch-lead = För den som skriver med sidan som fungerar utan nät. Klistra in lappen som den har gjort. Svaren kommer som de ligger här, förseglade, och den sidan öppnar dem med din kod.
fetch-seen = Din kod finns inte på lappen. Den som styr servern medan du frågar ser vilka svar som hör ihop, och kan radera dem. Läsa dem går inte.
fetch-label = Klistra in lappen här
fetch-hint = Hela lappen, från raden med BEGIN till raden som börjar med ”check”.
fetch-count =
    { $n ->
        [0] Det finns inget svar till den här lappen.
        [one] Det finns { $n } förseglat svar.
       *[other] Det finns { $n } förseglade svar.
    }
fetch-none = Ingen har svarat ännu, eller svaren har raderats, eller så har ingen någonsin skrivit med den här koden: sidan vet inte vilket. Kom tillbaka en annan dag.
fetch-copy = Kopiera allt som står i fältet och klistra in det på sidan som gjorde lappen. Ett svar i taget.
fetch-answer = Förseglat svar { $number }

## The page that is carried
offline-heading = En sida som fungerar utan nät
offline-lead = Den är en enda fil. På din egen enhet, utan någon förbindelse, förseglar den det du skriver och gör det till en text eller en fil som ingen kan läsa på vägen.
offline-why = Den som styr den här servern kan skicka dig en sida som inte förseglar. En fil som du redan har ligger inte längre i deras händer.
offline-get-heading = Så får du den
offline-get = Helst av någon du litar på, på ett minne eller hur den nu når dig. Eller härifrån, om du litar på servern just nu:
offline-download = Spara filen
offline-compare-heading = Vad du ska jämföra
offline-compare = Jämför med det som organisationen har tryckt eller själv berättar, inte med det som en sida visar. Om något skiljer sig, använd inte filen.
offline-hash = Filen: dess SHA-256
offline-hash-note = Talet syns inte i själva filen; ett program räknar ut det, till exempel sha256sum. Kan du inte det, be någon som kan, eller ta filen från en människa och inte från en server.
offline-words = Vem som kan öppna det den förseglar: tolv ord
offline-words-note = Filen visar också de här orden. En förfalskad fil kan ändå visa de rätta, och därför väger talet tyngre.
offline-use-heading = Så använder du den
offline-use-open = Öppna filen i en webbläsare. En del telefoner öppnar inga filer i webbläsaren; det gör en dator.
offline-use-seal = Skriv, och låt den försegla. Du får en kod att spara, och en text eller en fil att lämna in.
offline-use-hand = Lämna in den här, eller ge den till någon som har förbindelse. De kan inte läsa den.
offline-to-sealed = Lämna in det förseglade
offline-use-answers = När du vill ha svar gör den en lapp av din kod. Med lappen kan du eller någon annan hämta förseglade svar här. Filen öppnar dem.
offline-to-sealed-answers = Hämta förseglade svar
evidence-heading = Vad som kan avslöja dig
evidence-file = Själva sidan, som fil: den som hittar den på din enhet förstår vad den är till för. Ha den inte längre än du behöver.
evidence-sealed = Det du har förseglat: ingen kan läsa det, men den som hittar det ser att något är dolt. Radera det när det är inlämnat, också där meddelanden och hämtade filer ligger.
evidence-deleted = Det som raderats: de som undersöker enheter kan ofta få fram det igen. En lånad enhet, eller ett minne som du kan förstöra, säger mindre om dig.
carried-needs = Om inget händer när du väljer: sidan behöver en webbläsare som kör skript och inte är för gammal.
carried-lead = Den här sidan fungerar utan nät. Det du skriver förseglas här, så att bara de som läser kan öppna det. Den skickar ingenting.
carried-tell-note = Med dina egna ord, och med bilder eller dokument om du har några
carried-help-note = Du behöver inte berätta vad som har hänt
carried-answers-note = Be om svar med din kod, och öppna det
carried-to-about = Om den här sidan
carried-about-note = Vem som kan öppna det den förseglar, och vad du ska jämföra
carried-seal = Försegla
carried-sealed-heading = Det är förseglat
carried-sealed = Ingen har det ännu. Du måste lämna in det.
carried-hand-heading = Lämna in det
carried-hand = Öppna den av organisationens sidor vars adress slutar på { $address }, med Tor Browser, även utan skript. Eller ge det till någon som har förbindelse: de kan inte läsa det.
carried-block = Som text: klistra in hela där
carried-copy = Kopiera
carried-file = Som fil: välj den där
carried-file-hint = Den heter document.bin. Storleken är avrundad och säger inte mycket.
carried-long = Det här är för långt för att klistras in som text.
carried-save = Spara filen
carried-back = Koden stannar på den här sidan, som gör en lapp av den. Den som har lappen kan se hur många svar det finns och radera dem. Ingen kan läsa dem med den.
carried-make-slip = Gör lappen
carried-slip-heading = Hämta svaren
carried-slip = Klistra in lappen på den av organisationens sidor vars adress slutar på { $address }, eller låt någon göra det som har förbindelse. Den sidan visar de förseglade svaren.
carried-slip-label = Lappen
carried-open-heading = Öppna ett svar
carried-open-label = Ett förseglat svar
carried-open-hint = Klistra in ett svar i taget, allt som står i dess fält, från raden med BEGIN till raden som börjar med ”answer”.
carried-open = Öppna
carried-answer = Ett svar
carried-no-network = Den når ingen adress, det ser webbläsaren till. Den sparar ingenting: det som står på den är borta när den stängs.
carried-left = Stäng fönstret nu. Om ingen får hitta filen, radera den.
carried-history = Alla andra webbläsare kan ha filen i sin historik. Radera den där själv.

## Leaving
left-heading = Den här sidan är tom
left-what = Webbläsaren har ombetts glömma det den sparat av sidan du var på. Stäng fönstret nu.
left-tor = I Tor Browser stänger och glömmer ”Ny identitet” (kvasten) allt.
left-history = Alla andra webbläsare sparar historik, och det kan även nätet de går genom göra. Radera historiken där själv.

## What went wrong
error-files = Om du hade valt filer måste du välja dem igen.
error-kind = Formuläret kom inte fram som det var. Det du skrev finns kvar här. Skicka en gång till.
error-long-lost = Det här är mycket mer text än ett meddelande rymmer, och sidan kunde inte behålla den. Gå tillbaka: kanske har webbläsaren den kvar. Skicka den i delar.
error-empty-sealed = Här finns inget ännu. Klistra in ett block, eller välj en fil.
error-old-sealed = Formuläret var öppet för länge, eller så har servern startats om under tiden. Lämna in det en gång till.
error-used-sealed = Formuläret har redan skickats, kanske genom ett dubbeltryck. Såg du ”Vi har det” efteråt behöver du inte göra något. Annars, lämna in det en gång till. Det gör inget om vi får det två gånger.
error-long-sealed = Blocket är längre än vad som går att klistra in, och sidan kunde inte behålla det. Spara det som en fil där det förseglades och välj filen här.
error-large-sealed = Filen är för stor: ett meddelande rymmer { $megabytes } MB. Försegla det i flera meddelanden, alla med samma kod.
error-both-sealed = Det här är mer än ett: ett block och en fil, eller två filer. Lämna in ett i taget.
error-many-sealed = Det här är mer än formuläret rymmer. Lämna in ett block eller en fil i taget.
error-unsealed = Filen är inte förseglad. Inget av den har sparats, men på vägen hit kunde servern ha sett den. Välj den förseglade, med namnet document.bin.
error-foreign = Det här är förseglat, men inte för dem som läser här. Kanske gjordes det med en sida från en annan adress, eller med en gammal. Hämta sidan som fungerar utan nät på nytt härifrån och försegla igen.
error-size = Det här är inte så långt som förseglade meddelanden är: en bit saknas, eller något har lagts till. Kopiera det igen därifrån det gjordes.
error-broken-sealed = Allt kom inte fram; kanske bröts förbindelsen. Inget av det har sparats. Lämna in det igen.
error-busy-sealed = För många skriver just nu. Vänta några minuter och lämna in det igen.
error-full-sealed = Här finns ingen plats just nu. Behåll det och lämna in det igen senare.
block-no-begin-sealed = Det finns ingen rad med BEGIN AGE ENCRYPTED FILE. Kopiera hela blocket igen, från den raden till raden som börjar med ”check”.
block-not-sealed-sealed = Det har kommit fram helt, men innehåller inget förseglat meddelande. Kopiera blocket som gjordes för att lämnas in.
block-empty-sealed-answers = Fältet är tomt. Klistra in lappen där.
block-no-begin-sealed-answers = Det finns ingen rad med BEGIN VITTNE SLIP. Kopiera hela lappen igen, från den raden till raden som börjar med ”check”.
block-not-sealed-sealed-answers = Det har kommit fram helt, men är ingen lapp. Kopiera lappen som gjordes av din kod.
notfound-heading = Sidan finns inte
notfound = Adressen är kanske felskriven. Ingenting om den har sparats.
refused-heading = Det går inte att läsa
refused = Det som kom var inget av sidornas formulär. Inget av det har sparats. Börja om från början.
failed-heading = Något gick fel här
failed = Det är inte ditt fel. Om du skickade ett meddelande och inte såg någon kod har vi det inte: skicka det igen senare.
