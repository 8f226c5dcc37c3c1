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
before-tor = Use Tor Browser, at its level “Safest” if you can. Every page here works with it. Your provider then sees that you use Tor, and not what you read or write.
before-leave = “Leave”, at the top of every page, takes you to an empty page and asks the browser to forget this one. It cannot delete the history of a browser other than Tor Browser.
seen-heading = What somebody could see who takes this server
seen-off-heading = If it is seized and switched off
seen-off = Hardly anything. Messages and files lie here sealed, and the keys that open them are elsewhere, with those who read. Answers are sealed too: your code opens them, and it is not kept here. Beside each lies a day, and its size in coarse steps. There are no names, no addresses, no times and no list of visitors.
seen-on-heading = If somebody controls it while it runs
seen-on = Then they can see what you send while they do. These pages use no script, so your text, your files and your code are sealed on the server and not in your browser. Whoever controls the server at that moment can read them, and with the code your answers. What was sealed before stays closed to them.
seen-never = What would be too dangerous if that happened, do not write here.
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

## Sealed elsewhere, and handed in here
sealed-heading = Hand in what is sealed
sealed-lead = For what the offline page has made: a block of text, or a file. It is sealed already, and this server cannot open it.
sealed-block-label = Paste the block here
sealed-block-hint = All of it, from the line with BEGIN to the line that starts with “check”. Spaces, new lines and the marks that mail puts before quotes do no harm.
sealed-file-label = Or choose the sealed file
sealed-file-hint = The one that the offline page has made, and not what you sealed with it: a picture or document as it is would be refused, but on its way here the server could have looked at it.
sealed-send = Hand in
handed-code = The code was shown where this was sealed. This server does not know it, and cannot show it again.
handed-delete = The block or the file is not needed any more. Delete it where you can: also in messages, in mail and among downloads.
fetch-heading = Fetch sealed answers
fetch-lead = For those who write with the offline page. Paste the slip that it has made for you. The answers come as they lie here, sealed; the offline page opens them with your code.
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
fetch-copy = Copy everything that stands in a field, and paste it into the offline page. One answer at a time.
fetch-answer = Sealed answer { $number }

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
error-long-sealed = This block is longer than can be pasted, and this page could not keep it. Let the offline page make a file of it, and choose that file here.
error-large-sealed = This file is too large: one message carries { $megabytes } MB. Let the offline page make several messages of it, with the same code.
error-both-sealed = That is more than one: a block and a file, or two files. Hand in one at a time.
error-many-sealed = That is more than one form carries. Hand in one block or one file at a time.
error-unsealed = This file is not sealed. Nothing of it was kept, but on its way here the server could have looked at it. Choose the file that the offline page has made.
error-foreign = This is sealed, but not for those who read here. Perhaps it was made with the offline page of another address, or with an old one. Get the offline page anew from here, and seal it again.
error-size = This is not as long as sealed messages are: a part of it is missing, or something was added. Copy it again from where it was made.
error-broken-sealed = Not everything arrived; perhaps the connection broke. Nothing of it was kept. Hand it in again.
error-busy-sealed = Too many people are writing at this moment. Wait some minutes and hand it in again.
error-full-sealed = There is no room for this here at the moment. Keep it, and hand it in again later.
block-no-begin-sealed = There is no line with BEGIN AGE ENCRYPTED FILE. Copy the whole block again, from that line to the line that starts with “check”.
block-not-sealed-sealed = It has come whole, and holds no sealed message. Copy the block that the offline page has made.
block-empty-sealed-answers = The field is empty. Paste the slip into it.
block-no-begin-sealed-answers = There is no line with BEGIN VITTNE SLIP. Copy the whole slip again, from that line to the line that starts with “check”.
block-not-sealed-sealed-answers = It has come whole, and is no slip. Copy the slip that the offline page has made for your code.
notfound-heading = There is no such page
notfound = The address was perhaps mistyped. Nothing was kept of it.
refused-heading = That cannot be read
refused = What came was not one of the forms of these pages. Nothing of it was kept. Begin again at the start.
failed-heading = Something failed here
failed = It is not your fault. If you were sending a message and have seen no code, we do not have it: send it again later.
