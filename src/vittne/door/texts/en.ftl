## Every page
title = Page
leave = Leave
to-start = Start
languages-label = Languages
top-label = On every page
invented = A demonstration. Nobody reads what is written here. Write nothing that is true.

## Start
root-choose = Choose a language
start-lead = Here you can tell what happened to you or to somebody else, ask for help, and come back for an answer. You need no name, no address and no account.
start-nav = What you can do here
to-tell = Tell what happened
to-tell-note = In your own words, with pictures or documents if you have them
to-help = Ask for help
to-help-note = You need not tell what happened
to-answers = Come back
to-answers-note = See whether there is an answer, with your code
to-guides = Read what may help
to-guides-note = Guides on safety, to be read without writing anything
readers-heading = Who reads this
answers-within =
    { $days ->
        [one] We try to answer within { $days } day. We cannot promise it.
       *[other] We try to answer within { $days } days. We cannot promise it.
    }
danger-heading = If you are in danger right now
danger-none = Nobody is on duty here day and night. This page cannot bring help within hours. If there is somebody near you whom you trust, go to them first.
danger-slow = Nobody is on duty here day and night. This may help sooner:
before-heading = Before you write
before-device = Use a telephone or computer that nobody else looks into, in a place where nobody sees the screen.
before-tor = Use Tor Browser, at its level “Safest” if you can. Every page here works with it. Your provider then sees that you use Tor, and not what you read or write. Other browsers may tell their makers that you opened a form.
before-tor-script = Use Tor Browser. Every page here works with it, at each of its levels. Your provider then sees that you use Tor, and not what you read or write. Other browsers may tell their makers that you opened a form. At the level “Safest” there is no script; what that means is said further down.
before-leave = “Leave”, at the top of every page, takes you to an empty page and asks the browser to forget this one. It cannot delete the history of a browser other than Tor Browser.
seen-heading = What somebody could see who takes this server
seen-off-heading = If it is seized and switched off
seen-off = Hardly anything. Messages and files lie here sealed, and the keys that open them are elsewhere, with those who read. Answers are sealed too: your code opens them, and it is not kept here. Beside each lies a day, and its size in coarse steps. There are no names, no addresses, no times and no list of visitors.
seen-on-heading = If somebody controls it while it runs
seen-on = Then they can see what you send while they do. These pages use no script, so your text, your files and your code are sealed on the server and not in your browser. Whoever controls the server at that moment can read them, and with the code your answers. What was sealed before stays closed to them.
seen-on-ways = Then it depends on how you write:
seen-on-without = Without script, as in Tor Browser at the level “Safest”, the server seals. Whoever controls it at that moment can read your text, your files and your code, and with the code your answers.
seen-on-with = With script, your browser seals, and whoever only reads along on the server sees nothing of it. But whoever controls the server could send your browser another script, one that does not seal, and you would not notice.
seen-on-carried = With the page that works without a network, whoever controls the server cannot read what was sealed, nor send another script. That holds if you have the file from somebody you trust, or have compared it.
seen-on-before = What was sealed before stays closed to them.
seen-never = What would be too dangerous if that happened, do not write here.
script-compare = The script of these pages, to compare
script-compare-what = This is the SHA-256 of the file /vittne.js. The documentation of the program says which it should be. The number proves something only to somebody who saves the file and computes it: a server in hostile hands can show any number.
code-link = How to keep your code

## Writing
tell-heading = Tell what happened
tell-lead = As much or as little as you like, in any language. You can write again later.
help-heading = Ask for help
help-lead = You need not tell what happened, now or later. Whether we help does not depend on it.
not-heading = Please do not write
not-hiding = where you are hiding now, or where anybody else is
not-others = names of others, where the account can be understood without them
not-changed = We change nothing in what you write or send. Those who read get it as it is.
tell-label = What happened
tell-hint = When, where, who did it, who saw it: what you know. What you do not know, leave out.
help-label = What you need
help-hint = What is urgent, how long you can wait, and the country or region. Nothing closer than that.
text-size = At most { $letters } letters.
also-help = I also need help
code-have = I already have a code
code-have-hint = Then the answer comes with the same code. If you have none, leave this empty: you will get one.
files-label = Files (if you have any)
files-size =
    { $files ->
        [one] At most { $files } file, of { $megabytes } MB.
       *[other] At most { $files } files, { $megabytes } MB together.
    }
files-traces = Files carry traces. A photograph may say where and when it was taken, and with which telephone; a document, who wrote it. We remove nothing, because the untouched original is evidence, and those who read get it.
files-slow = Large files take long over Tor. If the connection breaks, nothing of the message is kept. It is safer to send your text first, without files, and then the files, a few at a time, with the code that you get.
send-next = Next you will see a code, once only. Have a way to keep it.
send = Send
trap = Leave this empty
sealing-server = No script runs here, so the server does the sealing. Whoever controls the server at that moment can read what you send and, with your code, the answers.
wait-heading = Please wait
wait-stop = Stop

## Received
received-heading = We have it
received = Your message is sealed and kept.
your-code = Your code
your-code-once = It is shown now, and never again. With it you come back for the answer.
your-code-digits = Or these digits. They are the same code; one of the two is enough.
same-code = Your code remains the same. It is not shown again.
received-wait =
    { $days ->
        [one] An answer waits here for { $days } day, and is then deleted.
       *[other] An answer waits here for { $days } days, and is then deleted.
    }
received-leave = When you have kept the code, leave this page.
received-leave-plain = You can leave this page now.

## About the code
code-heading = Your code
code-what = After you have sent something you see a code: nine words, or 28 digits. It is the only way to read the answer, and to write again so that we know it is you.
keep-heading = How to keep it
keep-paper = Learn it, or write it on paper among other things, without saying what it is. The first four letters of each word are enough, in this order.
keep-phone = Keep it out of your telephone: no photograph, no screenshot, no message.
keep-nobody = Give it to nobody. We never ask for it, except on the pages of this address where you write or come back.
keep-who = Whoever has it can read the answers and write in your place. They cannot read what you wrote before.
keep-lost = If it is lost, nobody can restore it, and neither can we. You can write again and get a new one.

## Coming back
back-heading = Come back
back-label = Your code
back-hint = Nine words in their order, or 28 digits. Capitals and spaces do not matter. Four letters of a word are enough.
back-show = Show answers
answers-heading = Answers
answers-none = The code is written as codes are. Nobody has answered it yet, or its answers have been deleted, or nobody ever wrote with it: this page does not know which. Come back another day.
answer-expires = It is deleted on { $day }.
answer-delete = Delete this answer
answer-delete-sure = Nobody can bring it back.
answer-delete-do = Delete it now
again-heading = Write again
again-label = What you want to say
again-hint = It reaches us with your code. You need not type it again.

## Guides
guides-heading = Guides
guides-lead = You need not write anything in order to read this. Touch a title to open what stands below it.
guides-one = All guides are on this one page, which is equally long in every language. Whoever watches your connection does not see which of them you read. Whoever looks at your screen does.
guides-invented = Nobody has signed these guides: they are starters for organisations, and this is a demonstration.
guides-none = There are no guides in this language yet.
guide-signed = Read and signed for { $whose } on { $day }.
guide-starter = This is a starter for organisations. Read it whole, change what does not fit the people you help and what you really do, delete this paragraph, and sign it. Readers get it only then.

## Sealed elsewhere, and handed in here
sealed-heading = Hand in what is sealed
sealed-lead = For what was made by the page that works without a network: a block of text, or a file. It is sealed already, and this server cannot open it.
sealed-block-label = Paste the block here
sealed-block-hint = All of it, from the line with BEGIN to the line that starts with “check”. Spaces, new lines and the marks that mail puts before quotes do no harm.
sealed-file-label = Or choose the sealed file
sealed-file-hint = The one that page has made, called document.bin, and not what you sealed in it: a picture or document as it is would be refused, but on its way here the server could have looked at it.
sealed-send = Hand in
handed-code = The code was shown where this was sealed. This server does not know it, and cannot show it again.
handed-delete = The block or the file is not needed any more. Delete it where you can: also in messages, in mail and among downloads.
fetch-heading = Fetch sealed answers
fetch-lead = For those who write with the page that works without a network. Paste the slip that it has made. The answers come as they lie here, sealed; that page opens them with your code.
fetch-seen = Your code is not in the slip. Somebody who controls this server while you ask sees which answers belong together, and can delete them. They cannot read them.
fetch-label = Paste the slip here
fetch-hint = All of it, from the line with BEGIN to the line that starts with “check”.
fetch-count =
    { $n ->
        [0] There is no answer for this slip.
        [one] There is { $n } answer, sealed.
       *[other] There are { $n } answers, sealed.
    }
fetch-none = Nobody has answered yet, or the answers have been deleted, or nobody ever wrote with this code: this page does not know which. Come back another day.
fetch-copy = Copy everything that stands in a field, and paste it into the page that made the slip. One answer at a time.
fetch-answer = Sealed answer { $number }

## The page that is carried
offline-heading = A page that works without a network
offline-lead = It is one file. On your own device, without any connection, it seals what you write, and makes of it a text or a file that nobody can read on the way.
offline-why = Whoever controls this server could send you a page that does not seal. A file that you have already is no longer in their hands.
offline-get-heading = How to get it
offline-get = Best from somebody you trust, on a memory stick or however it reaches you. Or from here, if you trust this server now:
offline-download = Save the file
offline-compare-heading = What to compare
offline-compare = Compare with what the organisation has printed or tells you itself, not with what a page shows. If anything differs, do not use the file.
offline-hash = The file: its SHA-256
offline-hash-note = The number cannot be seen in the file itself; a program computes it, such as sha256sum. If you cannot do that, ask somebody who can, or take the file from a person and not from a server.
offline-words = Who can open what it seals: twelve words
offline-words-note = The file shows these words, too. A forged file could show the right ones all the same, and so the number above counts for more.
offline-use-heading = How to use it
offline-use-open = Open the file in a browser. Some telephones open no files in a browser; a computer does.
offline-use-seal = Write, and let it seal. You get a code to keep, and a text or a file to hand in.
offline-use-hand = Hand that in here, or give it to somebody who has a connection. They cannot read it.
offline-to-sealed = Hand in what is sealed
offline-use-answers = To come back, it makes a slip from your code. With the slip, sealed answers can be fetched here, by you or by somebody else. The file opens them.
offline-to-sealed-answers = Fetch sealed answers
evidence-heading = What can give you away
evidence-file = The page itself, as a file: whoever finds it on your device knows what it is for. Have it only for as long as you need it.
evidence-sealed = What you sealed: nobody can read it, but whoever finds it sees that something is hidden. Delete it when it has been handed in, also from where messages and downloads are kept.
evidence-deleted = What was deleted: those who examine devices can often bring it back. A borrowed device, or a memory stick that you can destroy, tells less about you.
carried-needs = If nothing happens when you choose: this page needs a browser that runs script and is not too old.
carried-lead = This page works without a network. What you write is sealed here, so that only those who read can open it. It sends nothing.
carried-tell-note = In your own words, with pictures or documents if you have them
carried-help-note = You need not tell what happened
carried-answers-note = Ask for an answer with your code, and open it
carried-to-about = About this page
carried-about-note = Who can open what it seals, and what to compare
carried-seal = Seal
carried-sealed-heading = It is sealed
carried-sealed = Nobody has it yet. You still have to hand it in.
carried-hand-heading = Hand it in
carried-hand = Open, with Tor Browser and also without script, the page of the organisation whose address ends in { $address }. Or give it to somebody who has a connection: they cannot read it.
carried-block = As text: paste all of it there
carried-copy = Copy
carried-file = As a file: choose it there
carried-file-hint = It is called document.bin. Its size is rounded up, and says little.
carried-long = This is too long to be pasted as text.
carried-save = Save the file
carried-back = Your code stays on this page, which makes a slip from it. Whoever has the slip can see how many answers there are, and delete them. Nobody can read them with it.
carried-make-slip = Make the slip
carried-slip-heading = Fetch the answers
carried-slip = Paste the slip on the page of the organisation whose address ends in { $address }, or let somebody do it who has a connection. That page shows the sealed answers.
carried-slip-label = The slip
carried-open-heading = Open an answer
carried-open-label = A sealed answer
carried-open-hint = Paste one answer at a time, all that stands in its field, from the line with BEGIN to the line that starts with “answer”.
carried-open = Open
carried-answer = An answer
carried-no-network = It reaches no address, and your browser sees to that. It keeps nothing: whatever stands on it is gone when it is closed.
carried-left = Close this window now. If nobody may find the file, delete it.
carried-history = Any other browser may list the file in its history. Delete that there yourself.

## Leaving
left-heading = This page is empty
left-what = The browser was asked to forget what it kept of the page before. Close this window now.
left-tor = In Tor Browser, “New identity” (the broom) closes everything and forgets it.
left-history = Any other browser keeps its history, and so may the network it goes through. Delete the history there yourself.

## What went wrong
error-files = If you had chosen files, choose them again.
error-kind = The form did not come as it was made. What you wrote is still here. Send it once more.
error-long-lost = This is far more text than one message can carry, and this page could not keep it. Go back: with luck the browser still has it. Send it in parts.
error-empty-sealed = There is nothing in it yet. Paste a block, or choose a file.
error-old-sealed = This form was open for too long, or the server has started anew in the meantime. Hand it in once more.
error-used-sealed = This form was sent before, perhaps by pressing twice. If you saw “We have it” after that, there is nothing to do. If you did not, hand it in once more. That we may get it twice does no harm.
error-long-sealed = This block is longer than can be pasted, and this page could not keep it. Save it as a file where it was sealed, and choose that file here.
error-large-sealed = This file is too large: one message carries { $megabytes } MB. Seal it in several messages, all with the same code.
error-both-sealed = That is more than one: a block and a file, or two files. Hand in one at a time.
error-many-sealed = That is more than one form carries. Hand in one block or one file at a time.
error-unsealed = This file is not sealed. Nothing of it was kept, but on its way here the server could have looked at it. Choose the sealed one, called document.bin.
error-foreign = This is sealed, but not for those who read here. Perhaps it was made with a page of another address, or with an old one. Get the page that works without a network anew from here, and seal it again.
error-size = This is not as long as sealed messages are: a part of it is missing, or something was added. Copy it again from where it was made.
error-broken-sealed = Not everything arrived; perhaps the connection broke. Nothing of it was kept. Hand it in again.
error-busy-sealed = Too many people are writing at this moment. Wait some minutes and hand it in again.
error-full-sealed = There is no room for this here at the moment. Keep it, and hand it in again later.
block-no-begin-sealed = There is no line with BEGIN AGE ENCRYPTED FILE. Copy the whole block again, from that line to the line that starts with “check”.
block-not-sealed-sealed = It has come whole, and holds no sealed message. Copy the block that was made to be handed in.
block-empty-sealed-answers = The field is empty. Paste the slip into it.
block-no-begin-sealed-answers = There is no line with BEGIN VITTNE SLIP. Copy the whole slip again, from that line to the line that starts with “check”.
block-not-sealed-sealed-answers = It has come whole, and is no slip. Copy the slip that was made from your code.
notfound-heading = There is no such page
notfound = The address was perhaps mistyped. Nothing was kept of it.
refused-heading = That cannot be read
refused = What came was not one of the forms of these pages. Nothing of it was kept. Begin again at the start.
failed-heading = Something failed here
failed = It is not your fault. If you were sending a message and have seen no code, we do not have it: send it again later.
