## What an audit says
sentence-audited-act =
    { $of ->
       [one] Med { $percent } % konfidens visar bevisningen för minst { $n } av den { $of } personen på listan det som enligt listan gjordes mot personen.
      *[other] Med { $percent } % konfidens visar bevisningen för minst { $n } av de { $of } personerna på listan det som enligt listan gjordes mot dem.
    }
sentence-audited-ground =
    { $of ->
       [one] Med { $percent } % konfidens visar bevisningen för minst { $n } av den { $of } personen på listan att det gjordes av det skäl som listan anger.
      *[other] Med { $percent } % konfidens visar bevisningen för minst { $n } av de { $of } personerna på listan att det gjordes av det skäl som listan anger.
    }
audited-seen =
    { $n ->
       [one] En utomstående granskade bevisningen om { $n } person, som offentlig lottning valde ur en lista som hade låsts i förväg.
      *[other] En utomstående granskade bevisningen om { $n } personer, som offentlig lottning valde ur en lista som hade låsts i förväg.
    }
audited-errors =
    { $n ->
       [one] För { $n } av dem visades det inte, eller så stod personen två gånger på listan.
      *[other] För { $n } av dem visades det inte, eller så stod personen två gånger på listan.
    }
audited-no-errors = Det visades för var och en av dem.
audited-not-shown = ”Inte visat” räknas som obekräftat, också när det hade varit farligt för någon att visa bevisen. Det betyder inte att det inte har hänt.
audited-risk = Om meningen vore falsk skulle samma förfarande ändå leda till den med högst { $percent } % sannolikhet, hur länge granskningen än hade fortsatt.

## The sheet for the auditor
auditor-title = Till granskaren
auditor-drawn =
    { $n ->
       [one] { $n } post har lottats fram ur den publicerade listan med { $of }. Listan och offentlig lottning avgjorde vilken: varken organisationen eller du kunde välja. Kolumnerna i records.csv är desamma som i organisationens listor; position är platsen i lottningen och leaf platsen i den publicerade loggen.
      *[other] { $n } poster har lottats fram ur den publicerade listan med { $of }. Listan och offentlig lottning avgjorde vilka: varken organisationen eller du kunde välja. Kolumnerna i records.csv är desamma som i organisationens listor; position är platsen i lottningen och leaf platsen i den publicerade loggen.
    }
auditor-secret = I den här mappen nämns människor som är i fara. Öppna den på en dator med krypterad disk som inte är ansluten till något nät. Skriv inte ut, kopiera inte och skicka ingenting vidare. Förstör mappen när du har lämnat dina bedömningar, och intyga det skriftligt.
auditor-leaves = Försäkra dig först om att det är just dessa poster som låstes före lottningen. Hämta utgåvan själv, inte från organisationen; kontrollera den med dess egen verify.pyz och skriv sedan: python3 check_leaves.py RELEASE (RELEASE är mappen med utgåvan). Kasta tärningarna själv, eller hämta själv den utlysta rundan från drand, och anteckna utfallet: urvalet följer av det, och vem som helst kan göra om lottningen.
auditor-evidence = Gå igenom posterna i den ordning som position anger och be för var och en att få se bevisen: vittnesmål, läkarintyg, fotografier, domstolshandlingar, den som tog emot berättelsen. Kontakta ingen på listan och inga anhöriga om inte organisationen säger att det är riskfritt.
auditor-verdicts = Bedöm varje påstående för sig (kolumnen proposition i inspections.csv). Skriv substantiated bara när bevisen har övertygat dig. Skriv annars not_shown: när bevis saknas, när de inte räcker och när de är för farliga att visa. Inte visat är ingen anklagelse; posten räknas bara inte med.
auditor-propositions = Så ska påståendena förstås:
auditor-duplicates = För varje post ska hela listan genomsökas efter samma person. Det görs på organisationens dator medan du ser på: vittne audit look DOSSIER --leaf LEAF. Bestäm själv vad mer du vill söka efter: en annan stavning, ett smeknamn, samma dag och by. Står personen en gång till på listan skriver du den andra postens nummer under duplicate_of. Ta inte med dig något av listan.
auditor-order = Hoppa inte över någon post: det som kommer efter en post utan bedömningar räknas inte. Du får sluta efter vilken post som helst och fortsätta senare; den mening som publiceras förblir sann. Behövs fler poster fortsätter samma lottning; någon andra lottning finns inte.
auditor-back = Lämna tillbaka inspections.csv. Det som publiceras är posternas nummer i loggen, dina bedömningar och om en person stod två gånger på listan. Anteckningar publiceras inte; nämn ingen i dem.
