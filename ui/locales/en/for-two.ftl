## Questions for two: the page
journal-tab-pages = Pages
two-title = Questions for two
two-lead = You each write an answer, on your own. Then both open, side by side.
two-lead-alone = When there are two of you here, each writes an answer, and then both open side by side. Until then the questions are good company on your own.
two-turn-me = The next one is yours to bring, when you like.
two-turn-partner = The next one is { $name }’s to bring. You needn’t wait for it.
two-here = Still here
two-by-me = brought by you
two-by-partner = brought by { $name }
two-by-other = brought by the other one of you
two-until = here until { $day }
two-stage-open = For you, when you like
two-stage-waiting = Your answer is sealed
two-stage-opened = Opened
two-stage-passed = You let it pass
two-stage-folded = Folded away
two-ladders = Three ladders
two-ladders-hint = From light to deep. Stop wherever you like.
two-ladder-next = Next
two-ladder-all = All its questions
two-ladder-done = { $done ->
    [0] Not begun
    [one] One opened
   *[other] { $done } opened
}
two-opened = Opened by both
two-away = Passed or folded away
two-own = A question of my own
two-reading = Getting the questions
two-newer = A question from a newer Lamplight. Once this one is updated, it can be read.

## A ladder
two-depth-1 = Light
two-depth-2 = Nearer
two-depth-3 = Deep
two-back = All questions

## A question not yet asked
two-bring = Bring it to { $name }
two-bring-hint = { $name } sees the question. It can be answered or passed for seven days, then it folds away on both sides, whatever the reason.
two-alone = Answer it just for me
two-alone-hint = It becomes a page of your own. Nobody else reads it.
two-not-this = Not this one
two-go-to = It is here already
two-own-lead = In your own words. { $name } sees it as you write it here.
two-own-lead-alone = In your own words. It begins a page of your own.
two-own-label = Your question
two-brought = It is there. Answer it when you like.

## Answering
two-answer = Your answer
two-answer-hint = { $name } reads it when both of you have answered, not before. Not yet and passed look the same from there.
two-seal = Seal my answer
two-seal-again = Seal it anew
two-pass = Let it pass
two-passed = Passed. Nothing was sent.
two-passed-text = You let this one pass. From the other side it looks as if you had not come to it yet.
two-passed-back = Answer after all
two-kept = Kept on this computer, not sealed
two-sealed-now = Sealed. It opens when both of you have answered.
two-waiting = Sealed. Both answers open together once there are two. Until then you can write yours anew or take it back.
two-again = Write it anew
two-again-cancel = Leave it as it was
two-take-back = Take it back
two-taken-back = Taken back. Your words are still here, and only here.
two-folds = Folds away on { $day }, on both sides.
two-opened-lead = Both answers, side by side.
two-not-here = This answer is not on this computer any more.
two-too-late = A later version of yours came when the answers were already bound. It stays with you:
two-folded = This one has folded away. That can have any reason, and none is kept.
two-folded-mine = What you wrote stays with you. Nobody else has read it.
two-folded-draft = What you had begun to write. It never left.
two-bring-again = Bring it again
two-gone = This question is not here any more.

## Commands
command-questions = Questions for two
command-questions-also = ask answer ladder cards talk
command-own-question = Ask a question of my own
command-own-question-also = own question for two
