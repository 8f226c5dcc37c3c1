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
before-tor = Använd Tor Browser, helst med säkerhetsnivån ”Säkrast”. Alla sidor här fungerar med den. Din operatör ser då att du använder Tor, men inte vad du läser eller skriver.
before-leave = ”Lämna”, överst på varje sida, leder till en tom sida och ber webbläsaren att glömma den här. Historiken i en annan webbläsare än Tor Browser kan den inte radera.
seen-heading = Vad den som tar servern kan se
seen-off-heading = Om den beslagtas och är avstängd
seen-off = Nästan ingenting. Meddelanden och filer ligger förseglade här, och nycklarna som öppnar dem finns på annat håll, hos dem som läser. Även svaren är förseglade: din kod öppnar dem, och den sparas inte här. Bredvid varje ligger en dag, och storleken syns i grova steg. Det finns inga namn, inga adresser, inga klockslag och ingen lista över besökare.
seen-on-heading = Om någon styr den medan den är i gång
seen-on = Då ser de vad du skickar under den tiden. Sidorna använder inga skript, så din text, dina filer och din kod förseglas på servern och inte i din webbläsare. Den som styr servern i det ögonblicket kan läsa dem, och med koden även dina svar. Det som förseglats tidigare förblir stängt för dem.
seen-never = Skriv inte här det som skulle vara för farligt om det hände.
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

## Leaving
left-heading = Den här sidan är tom
left-what = Webbläsaren har ombetts glömma det den sparat av sidan du var på. Stäng fönstret nu.
left-tor = I Tor Browser stänger och glömmer ”Ny identitet” (kvasten) allt.
left-history = Alla andra webbläsare sparar historik, och det kan även nätet de går genom göra. Radera historiken där själv.

## What went wrong
error-files = Om du hade valt filer måste du välja dem igen.
error-kind = Formuläret kom inte fram som det var. Det du skrev finns kvar här. Skicka en gång till.
error-long-lost = Det här är mycket mer text än ett meddelande rymmer, och sidan kunde inte behålla den. Gå tillbaka: kanske har webbläsaren den kvar. Skicka den i delar.
notfound-heading = Sidan finns inte
notfound = Adressen är kanske felskriven. Ingenting om den har sparats.
refused-heading = Det går inte att läsa
refused = Det som kom var inget av sidornas formulär. Inget av det har sparats. Börja om från början.
failed-heading = Något gick fel här
failed = Det är inte ditt fel. Om du skickade ett meddelande och inte såg någon kod har vi det inte: skicka det igen senare.
