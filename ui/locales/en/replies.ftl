## Answering a page
replies-title = Answers
replies-mine = by you
replies-reading = Getting the answers
replies-listen = Answer by listening
replies-listen-lead = Three small steps: what you heard, why it makes sense, how it might feel. { $name } then says whether that was it.
replies-plain = In plain words
replies-plain-label = Your answer
replies-words = Or in a word
replies-send = Send to { $name }
replies-cancel = Not now
replies-kept = Kept on this computer, not sent
replies-take-away = Take it away
replies-taken-away = Taken away, on both sides.
replies-go-on = Go on with your answer

## Words
reply-word-thank-you = Thank you for telling me
reply-word-touched = That touches me
reply-word-with-you = I’m with you
reply-word-smiling = That makes me smile
reply-word-proud = I’m proud of you
reply-word-more = I’d like to hear more
replies-word-newer = A word from a newer Lamplight

## Listening
replies-step = Step { $step } of 3
replies-heard = What I heard
replies-heard-hint = In your own words, without an answer to it. You needn’t agree.
replies-sense = Why it makes sense
replies-sense-hint = Seen from where { $name } stands. It can stay empty.
replies-feels = What I imagine it feels like
replies-feels-hint = A guess is enough. It can stay empty.
replies-next = Next
replies-back = One step back
replies-stop = Leave it here
replies-stop-hint = Only you see that. From the other side it looks like not yet.
replies-left = You left this here for now. Still here, when you like.
replies-left-back = Pick it up again
replies-again = { $name } said: not quite. One more try, if you like.

## Was that it
replies-judge = Is that what you meant?
replies-judge-hint = Only you know. { $name } can try once more.
replies-judge-hint-last = Only you know. If it’s still not quite it, it’s time to talk.
replies-right = Yes, that’s it
replies-wrong = Not quite
replies-wrong-note = What you meant
replies-wrong-note-hint = A sentence, if you have one.
replies-heard-well = Heard.
replies-talk = Let’s talk
replies-talk-text = Writing has done what it can here. This one wants your voices, and maybe something warm to drink.

## The ten seconds
replies-leaving-label = About to go
replies-leaving-text = { $seconds ->
    [one] Goes to { $name } in one second. Nothing has left yet.
   *[other] Goes to { $name } in { $seconds } seconds. Nothing has left yet.
}
replies-leaving-begins = In ten seconds this goes to { $name }. Until then you can hold it back.
replies-leaving-hold = Hold it back
replies-leaving-held = Held back. Nothing was sent.
replies-leaving-now = Send now
replies-leaving-sent = On its way to { $name }.
