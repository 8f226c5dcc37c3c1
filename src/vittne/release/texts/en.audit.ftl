## What an audit says
sentence-audited-act =
    { $of ->
       [one] With { $percent } % confidence, for at least { $n } of the { $of } person on the list, the evidence shows what the list says was done to that person.
      *[other] With { $percent } % confidence, for at least { $n } of the { $of } people on the list, the evidence shows what the list says was done to them.
    }
sentence-audited-ground =
    { $of ->
       [one] With { $percent } % confidence, for at least { $n } of the { $of } person on the list, the evidence shows that it was done for the reason the list gives.
      *[other] With { $percent } % confidence, for at least { $n } of the { $of } people on the list, the evidence shows that it was done for the reason the list gives.
    }
audited-seen =
    { $n ->
       [one] An outsider inspected the evidence on { $n } person, drawn by public chance from the list that had been committed before.
      *[other] An outsider inspected the evidence on { $n } people, drawn by public chance from the list that had been committed before.
    }
audited-errors =
    { $n ->
       [one] For { $n } of them it was not shown, or the person was on the list twice.
      *[other] For { $n } of them it was not shown, or the person was on the list twice.
    }
audited-no-errors = For each of them it was shown.
audited-not-shown = “Not shown” counts as not substantiated, also where showing the evidence would have put somebody in danger. It does not mean that it did not happen.
audited-risk = If this sentence were false, the same procedure would still print it with a chance of at most { $percent } %, however long the auditor had gone on looking.

## The sheet for the auditor
auditor-title = For the auditor
auditor-drawn =
    { $n ->
       [one] { $n } record was drawn from the published list of { $of }. The list and public chance decided which one: neither the organisation nor you could choose. The columns of records.csv are those of the organisation's lists; position is the place in the draw, and leaf the place in the published log.
      *[other] { $n } records were drawn from the published list of { $of }. The list and public chance decided which ones: neither the organisation nor you could choose. The columns of records.csv are those of the organisation's lists; position is the place in the draw, and leaf the place in the published log.
    }
auditor-secret = This folder names people in danger. Open it on a machine that is encrypted and not connected to any network. Print nothing, copy nothing, send nothing. When you have handed in your verdicts, destroy it, and say so in writing.
auditor-leaves = First make sure that these are the records that were committed before the draw. Fetch the release yourself, not from the organisation; check it with its verify.pyz; then type: python3 check_leaves.py RELEASE. Throw the dice yourself, or fetch the announced round of drand yourself, and keep a note of it: what was drawn follows from it, and anybody can draw again.
auditor-evidence = Go through the records in the order of position, and ask for the evidence on each: testimony, medical papers, photographs, court files, the people who took the statement. Contact nobody on the list, and none of their relatives, unless the organisation tells you that it is safe.
auditor-verdicts = Judge each statement by itself (the column proposition in inspections.csv). Write substantiated only where the evidence convinced you. In every other case write not_shown: where there is no evidence, where it does not go far enough, and where it is too dangerous to show. Not shown is no accusation; it only does not count.
auditor-propositions = What each proposition means:
auditor-duplicates = For each record the whole list has to be searched for the same person. This is done on the organisation's machine while you watch: vittne audit look DOSSIER --leaf LEAF. Choose yourself what else to search for: another spelling, a nickname, the same day and village. If the person is on the list a second time, write the other leaf under duplicate_of. Take nothing of the list away with you.
auditor-order = Leave no record out: whatever comes after a record without verdicts does not count. You may stop after any record, and go on later; the sentence that is published stays true. If more records are wanted, the same draw goes on; there is no second draw.
auditor-back = Hand back inspections.csv. What is published of it are the numbers of the leaves, your verdicts, and whether a person was there twice. Notes are not published; name nobody in them.
