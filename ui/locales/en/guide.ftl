## Ways to begin a page
guide-title = How to begin
guide-kind-free = Just so
guide-kind-feelings = What’s in me
    .hint = A feeling, a need, a fear: one of them is a whole page. The others can wait, or come later beside the page.
guide-kind-appreciation = Something good about you
    .hint = Small and exact goes further than large.
guide-kind-memory = A memory
    .hint = One picture is enough. The rest often comes along.
guide-kind-letter = A letter
    .hint = It need not be sent. It is yours until you share it.
guide-line-feel = What I feel is
guide-line-need = What I need is
guide-line-fear = What I’m afraid of is
guide-line-appreciation-1 = What I noticed today, and may not have said:
guide-line-appreciation-2 = Thank you for
guide-line-appreciation-3 = I like it when you
guide-line-memory-1 = Do you remember how
guide-line-memory-2 = There was a day when
guide-line-memory-3 = I can still hear
guide-line-letter-1 = Dear you,
guide-line-letter-2 = If I could say it without being interrupted, I’d say
guide-line-letter-3 = There’s something I’ve been carrying around:
guide-also = Beside it, when you like

## Feelings
feelings-title = Words for how it is
feelings-open = How it is
feelings-more = More words
feelings-find = Look for a word
feelings-found = Words that fit
feelings-families = Families of feelings
feelings-none = No such word here. The page has room for it.
feelings-drop = { $feeling }, take away
feelings-chosen = { $feeling } is on the page.
feelings-dropped = { $feeling } is off the page.

## Commands
command-guide-feelings = Write what’s in me
command-guide-feelings-also = feel need fear feeling mood
command-guide-appreciation = Write something good about you
command-guide-appreciation-also = thank praise appreciation gratitude
command-guide-memory = Write down a memory
command-guide-memory-also = remember past then
command-guide-letter = Write a letter
command-guide-letter-also = dear post
