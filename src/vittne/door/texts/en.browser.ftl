## What pages say that are drawn by the server and those drawn by the script
received-files =
    { $files ->
        [one] { $files } file came with it.
       *[other] { $files } files came with it.
    }
answers-count =
    { $n ->
        [0] There is no answer for this code.
        [one] There is { $n } answer.
       *[other] There are { $n } answers.
    }
answer-number = Answer { $number }
answer-unreadable = This answer cannot be opened. It was damaged, or sealed for another code. Write to us, so that we send it again.
answer-deleted = The answer is deleted.

## What went wrong
error-heading = Not sent
error-heading-offline = Not sealed
error-go = Go to the field
error-old = This form was open for too long, or the server has started anew in the meantime. What you wrote is still here. Look at it once more, and send it.
error-used = This form was sent before, perhaps by pressing twice. If you saw a code after it, we have your message, and there is nothing to do. If you saw none, send it once more: what you wrote is still here. That we may get it twice does no harm.
error-trap = A field that must stay empty was filled in, perhaps by the browser. It is empty now. Send it once more.
error-empty = There is nothing in it yet. Write something, or choose a file.
error-empty-help = There is nothing in it yet. Write what you need.
error-empty-offline = There is nothing in it yet. Write something.
error-long = This is more text than one message can carry. Nothing of it is lost: it is all still here. Take a part away and send that afterwards, with the code that you get.
error-large = These files are too large: one message carries { $megabytes } MB. What you wrote is still here. Send fewer files now, and the others with the code that you get.
error-many =
    { $files ->
        [one] These are too many files: one message carries { $files }. What you wrote is still here.
       *[other] These are too many files: one message carries { $files }. What you wrote is still here. Send the others afterwards, with the code that you get.
    }
error-broken = Not everything arrived; perhaps the connection broke. What arrived of your text is here: check whether its end is missing. Then send it again, the files perhaps later.
error-busy = Too many people are writing at this moment. What you wrote is still here. Wait some minutes and send it again.
error-full = There is no room for this here at the moment. What you wrote is still here. Send it again later, without files if they are large.
error-busy-answers = Too many people are here at this moment. Wait some minutes and try again. Your code is still here.
error-code-heading = The code is not right
code-empty = You have not typed a code.
code-count = A code has nine words or 28 digits. You typed { $count }.
code-word =
    { $n ->
        [one] One word is none of the words that codes are made of. Nothing was looked up.
       *[other] Some words are none of the words that codes are made of. Nothing was looked up.
    }
code-check = Every word can be in a code, but together they are none: one is another word, or two have changed places. Nothing was looked up.
code-digits = One digit is wrong, or two have changed places. Nothing was looked up.
code-mistake = Word { $position }: “{ $typed }”
code-mistake-near = Word { $position }: “{ $typed }”. Perhaps it is { $words }.

## Who seals
sealing-browser = Your browser seals and opens by itself. Your text, your files and your code do not leave it in the clear.
sealing-old = This browser is too old to seal by itself, so the server does it. Whoever controls the server at that moment can read what you send and, with your code, the answers.

## While the browser works
step-derive = Your browser makes keys from the code. That takes some seconds; on an old telephone, or in Tor Browser at its level “Safer”, a minute or longer. Nothing has been sent.
step-seal = Your browser seals what you wrote. Nothing has been sent.
step-send = It is on its way, sealed. Keep this page open.
step-store = All of it is sent. The server is storing it.
step-ask = Your browser asks whether there are answers. The code is not sent.
percent = { $n }%

## When that did not work
stopped-heading = Stopped
stopped = Nothing was sent. All that you wrote and chose is still here.
stopped-sent = It was on its way already, and may have arrived. All that you wrote and chose is still here. That we may get it twice does no harm.
stopped-answers = You can begin again when you like.
error-lost = The connection broke, and it is not certain that your message arrived. All that you wrote and chose is still here. Wait a little, then send it again: that we may get it twice does no harm.
error-failed = Something failed on the server, and your message was not taken. All that you wrote and chose is still here. Wait some minutes and send it again.
error-unread = A file could not be read. Perhaps it was moved or changed. Nothing was sent. Choose your files again.
error-answers-heading = No answer from the server
error-lost-answers = The connection broke. Nothing is lost by it. Wait a little and try again.
error-failed-answers = Something failed on the server. Nothing is lost by it. Wait some minutes and try again.
error-seal-heading = Not sealed, not sent
error-seal = Your browser could not seal this; perhaps it has too little memory. Nothing was sent. All that you wrote and chose is still here. Close other pages and try again, or use another browser.
error-open-heading = Not opened
error-open = Your browser could not work with the code; perhaps it has too little memory. The code was not sent, and is still here. Close other pages and try again, or use another browser.
plain-seal = You can also let the server seal it. Then whoever controls the server at that moment can read your text, your files and your code.
plain-seal-do = Send it, and let the server seal
plain-open = You can also let the server open the answers. Then whoever controls the server at that moment can read them, and has your code.
plain-open-do = Send the code, and let the server open

## Blocks
block-heading = This block cannot be used
block-empty = The field is empty. Paste the block into it.
block-no-begin = The beginning is missing. Copy the whole block again, from the line with BEGIN to the line that starts with “check”.
block-cut = A part is missing, most likely the end. Copy the whole block again, from the line with BEGIN to the line that starts with “check”.
block-changed = Something in it has changed on the way: a letter, or a part in the middle is missing. Copy the whole block again.
block-two = This is more than one block. Paste one at a time.
block-not-sealed = This is no sealed answer. Copy the block again from the page that showed it.
block-other-code = This answer cannot be opened with this code. It was sealed for another code, or damaged before it was sent to you.
copied = Copied. What is copied stays in the device until you copy something else.
copy-by-hand = The browser did not copy it. It is marked now: copy it as you copy any text.
