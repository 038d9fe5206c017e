## Who can read an entry
audience-mine = Mine
audience-ours = Ours
audience-sealed = Sealed
audience-for-later = For later

## The list
journal-new = Write
journal-empty = Nothing written yet. One line is enough for a beginning.
journal-empty-two = Nothing written yet. Whatever you write stays yours until you share it.
journal-empty-action = Write a line
journal-find = Search the journal
journal-results = What was found
journal-found = { $count ->
    [one] One page
   *[other] { $count } pages
}
journal-found-many = The newest { $count } pages. One more word narrows it down.
journal-found-none = No page has “{ $query }” in it. Fewer letters often find more.
journal-older = Older pages
journal-reading = Opening the journal
journal-untitled = A page without words
journal-by-me = by you
journal-by = by { $name }
journal-by-other = by the other one of you
journal-mark-leaving = about to leave
journal-mark-draft = draft
journal-mark-changed = changed after sharing

## Narrowing a search
filter-open = Narrow down
filter-clear = Clear all
filter-drop = Leave out: { $what }
filter-any = Either
filter-audience = For whom
filter-author = Written by
filter-any-author = Either of us
filter-author-i = Me
filter-author-me = by me
filter-author-by = by { $name }
filter-author-other = someone else
filter-feeling = Feeling
filter-any-feeling = Any feeling
filter-tag = Tag
filter-any-tag = Any tag
filter-photo = With a photo
filter-from = From
filter-to = Up to
filter-from-day = from { $day }
filter-to-day = up to { $day }
filter-found-many = The newest { $count } pages. One more choice narrows it down.
filter-found-none = No page is all of this. Leave one choice out and look again.
filter-found-none-words = No page with “{ $query }” is all of this. Leave one choice out, or try fewer letters.

## A line to write on
capture-title = A line
capture-line = A line to write on. It is only for you.
capture-keys = Enter keeps it, only for you. Escape leaves; what is typed stays, as a page of yours too.
capture-leave = Leave
command-capture = Write a line
command-capture-also = quick capture note short jot

## Photos
shelf-title = Photos
shelf-empty = No photo yet. Any page takes some: chosen, dropped or pasted.
shelf-photo = { $what }, { $day }
shelf-photo-of = Photo in “{ $title }”, { $day }
shelf-photo-bare = Photo, { $day }
command-photos = Look at all photos
command-photos-also = pictures album images

## Months
months-title = Months
months-back = All months
months-empty = No month has a page yet.
months-name = { $month } { $year }
months-days = The days of this month. Days with pages lead down to them.
months-others = Other months with pages
months-pages = The pages of this month
months-none = Nothing was written in this month.
command-months = Go to a month
command-months-also = calendar year day long ago

## Reading
journal-write-on = Go on writing
journal-more = More
journal-print = Print
journal-remove = Remove
journal-removed = Removed. You can bring it back for 30 days.
journal-words = Feelings and tags
journal-gone-title = Not here any more
journal-gone = This page was removed, perhaps on your other computer.
journal-gone-action = To the journal
journal-link-title = Follow this link?
journal-link-text = It opens in your browser, outside of Lamplight. This is the whole address:
journal-link-not-opened = Lamplight only opens addresses that begin with https. This is the whole address:
journal-link-open = Open

## Sharing
journal-share = Share…
journal-share-waiting = Getting the preview ready
journal-share-title = Share with { $name }
journal-share-exactly = This is exactly what { $name } gets:
journal-share-preview = Preview
journal-share-final = Nothing leaves for ten seconds. After that { $name } has it, and it can’t be taken back.
journal-share-not-yet = Not now
journal-share-verb = Share with { $name }
journal-release-label = About to be shared
journal-release-begins = In ten seconds this goes to { $name }. Until then you can keep it yours.
journal-release-text = { $seconds ->
    [one] Goes to { $name } in one second. Nothing has left yet.
   *[other] Goes to { $name } in { $seconds } seconds. Nothing has left yet.
}
journal-release-leaving = On its way
journal-release-keep = Keep it mine
journal-release-kept = It stays yours.
journal-release-now = Send now
journal-release-sent = Shared with { $name }.
journal-for-later = For later
journal-for-later-hint = A mark for yourself, for when there are two of you here. Nothing is sent by itself.
journal-for-later-off = No longer for later
journal-for-later-yes = Marked for later.
journal-for-later-no = The mark is gone.

## A draft of something shared
journal-draft-waits = You have changed this, and { $name } still reads it as it was.
journal-draft-waits-alone = You have changed this. The changes are a draft of yours.
journal-draft-drop = Drop draft
journal-draft-dropped = The draft is gone.
journal-draft-hint = { $name } reads it as you shared it. What you change here is a draft of yours until you share the changes.
journal-draft-both = This page was changed somewhere else too, in the same place. Have a look before you share it.
journal-draft-look = Have a look
journal-both = This page was changed somewhere else in the same place. It reads as you have it here; nothing of the other is lost.
journal-both-theirs = As it came in
versions-title = Earlier versions
versions-back = Back to the page
versions-none = There is only the page as it is.
versions-lead = Everything you shared of this page, newest first. { $name } can look at it too. To let go of what was before, write the page anew.
versions-lead-theirs = Everything { $name } shared of this page, newest first.
versions-first = As it was shared first
versions-now = as it is now
versions-changes = What { $name } changed then
versions-before = Before
versions-after = After
versions-take-back = Take this one back
versions-take-back-hint = It becomes a draft of yours. Nothing is shared until you share the changes.
versions-taken-back = The earlier words are your draft now.
journal-share-changes = Share changes
journal-changes-shared = { $name } gets your changes.

## Writing
journal-new-title = A new page
journal-write-title = Writing
journal-title = Title
journal-title-placeholder = A title, if you like
journal-page = Page
journal-page-placeholder = Write here
journal-task = Done
journal-done = Done
journal-saving-still = { "" }
journal-saving-unsaved = Not saved yet
journal-saving-saving = Saving
journal-saving-saved = Saved
journal-saving-failed = Not saved
words-show = Count words
words-count = { $count ->
    [one] One word
   *[other] { $count } words
}
journal-unsaved-title = This isn’t saved yet
journal-unsaved-text = What you wrote last could not be put on disk. If you stay, it is still on the page and you can try again. If you leave, it is lost.
journal-unsaved-leave = Leave without it
journal-first-lines = Somewhere to begin
journal-first-lines-others = Others
journal-tools = How words look
journal-tool-bold = Bold
journal-tool-italic = Italic
journal-tool-strike = Struck through
journal-tool-heading = Heading
journal-tool-subheading = Smaller heading
journal-tool-bullets = List
journal-tool-numbers = Numbered list
journal-tool-quote = Quote
journal-tool-link = Link
journal-tool-photo = Add photos
journal-tool-undo = Undo
journal-tool-redo = Redo
journal-hyperlink-title = Link
journal-hyperlink-address = Address
journal-hyperlink-wrong = This doesn’t look like an address. Try one such as example.org.
journal-hyperlink-remove = Take the link away

## Commands
command-new-entry = Write in the journal
command-new-entry-also = new entry page diary
command-find = Search the journal
command-find-also = find look for text

## Photos

photo = Photo
photo-add-title = Add photos
photo-add-text = JPEG, PNG or WebP, up to 20 MB each. They can also be dropped on the page, or pasted. Where a photo was taken, and with what, stays out.
photo-whole = Keep every pixel
photo-whole-hint = Otherwise a large photo becomes smaller: 2,560 pixels along its longer side.
photo-choose = Choose photos
photo-adding = Adding photo { $at } of { $of } …
photo-added =
    { $count ->
        [one] One photo added.
       *[other] { $count } photos added.
    }
photo-refused =
    { $count ->
        [one] One file was left out:
       *[other] { $count } files were left out:
    }
photo-refused-close = All right
photo-refused-empty = There is nothing in it.
photo-refused-too-large = Larger than 20 MB.
photo-refused-too-many-pixels = More than 25 million pixels.
photo-refused-gif = A GIF. Save it as JPEG or PNG.
photo-refused-heif = A HEIC or AVIF photo, as newer phones make them. Export it as JPEG.
photo-refused-tiff = A TIFF or raw photo. Export it as JPEG.
photo-refused-bmp = A bitmap. Save it as JPEG or PNG.
photo-refused-svg = A drawing in SVG. Save it as PNG.
photo-refused-pdf = A PDF. Save the picture in it as JPEG or PNG.
photo-refused-moving = It moves. A still picture can be added.
photo-refused-not-a-picture = Not a picture that Lamplight can read.
photo-refused-damaged = The picture in it is damaged.
photo-refused-too-many = A page holds sixty photos.
photo-theirs = Photos are for whoever wrote this page. Yours can go on a page of your own.
photo-alt = What is seen
photo-caption = Caption
photo-remove = Take out
photo-missing = This photo is not here
photo-coming = A photo on its way
photo-broken = A photo that can’t be shown
photo-open = Show larger: { $name }
photo-open-unnamed = Show photo larger
photo-before = Photo before
photo-next = Next photo
