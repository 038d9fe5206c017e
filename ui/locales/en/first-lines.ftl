# A first line for an empty page: an opening to write on from, a question, a nudge of the pen.
# Twelve, each of another kind; none of them asks for an account of oneself.

first-line-1 = What did today sound like?
first-line-2 = I haven’t said this out loud yet:
first-line-3 = On the table in front of me:
first-line-4 = Dear you, before I lose the thought,
first-line-5 = Something small you did, and may think nobody saw.
first-line-6 = When I came through the door tonight,
first-line-7 = My shoulders could tell you how this week was.
first-line-8 = If tomorrow were a little lighter, it would be because
first-line-9 = A place we once were, and how the light was there.
first-line-10 = One sentence makes a whole page. Here is mine:
first-line-11 = I used to think … and now I’m less sure.
first-line-12 = Nothing happened today. Let me look at that more closely.
