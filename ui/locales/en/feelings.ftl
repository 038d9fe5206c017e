# Words for feelings, in two levels: a family, and the words near it.
# Ids are what is stored in an entry and never change; only these words may.

## Families

feeling-glad = glad
feeling-close = close
feeling-calm = calm
feeling-alive = alive
feeling-strong = strong
feeling-moved = moved
feeling-sad = sad
feeling-hurt = hurt
feeling-angry = angry
feeling-afraid = afraid
feeling-ashamed = ashamed
feeling-tired = tired

## Glad

feeling-grateful = grateful
feeling-hopeful = hopeful
feeling-proud = proud
feeling-amused = amused
feeling-excited = excited
feeling-relieved = relieved
feeling-happy = happy
feeling-cheerful = cheerful
feeling-carefree = carefree
feeling-fulfilled = fulfilled

## Close

feeling-loved = loved
feeling-tender = tender
feeling-trusting = trusting
feeling-understood = understood
feeling-desired = desired
feeling-playful = playful
feeling-connected = connected
feeling-in-love = in love
feeling-seen = seen
feeling-important = important to someone
feeling-desiring = full of desire
feeling-reconciled = reconciled

## Calm

feeling-content = content
feeling-rested = rested
feeling-safe = safe
feeling-settled = settled
feeling-steady = steady
feeling-relaxed = relaxed
feeling-at-ease = at ease
feeling-at-peace = at peace with myself
feeling-patient = patient
feeling-clear = clear-headed

## Alive

feeling-curious = curious
feeling-awake = wide awake
feeling-enthusiastic = enthusiastic
feeling-inspired = inspired
feeling-eager = eager to begin
feeling-adventurous = adventurous
feeling-high-spirited = in high spirits
feeling-absorbed = absorbed

## Strong

feeling-confident = sure of myself
feeling-brave = brave
feeling-capable = up to it
feeling-free = free
feeling-determined = determined
feeling-respected = taken seriously
feeling-equal = on an equal footing
feeling-supported = not alone with it
feeling-appreciated = appreciated
feeling-comfortable = at home in my skin

## Moved

feeling-surprised = surprised
feeling-overcome = overcome
feeling-wistful = wistful
feeling-longing = full of longing
feeling-compassionate = full of sympathy
feeling-comforted = comforted
feeling-enchanted = enchanted
feeling-fortunate = fortunate

## Sad

feeling-lonely = lonely
feeling-disappointed = disappointed
feeling-discouraged = discouraged
feeling-homesick = homesick
feeling-grieving = grieving
feeling-empty = empty
feeling-low = low
feeling-hopeless = hopeless
feeling-tearful = close to tears

## Hurt

feeling-overlooked = overlooked
feeling-rejected = rejected
feeling-criticised = criticised
feeling-betrayed = betrayed
feeling-unimportant = unimportant
feeling-misunderstood = misunderstood
feeling-let-down = let down
feeling-taken-for-granted = taken for granted
feeling-unheard = not heard
feeling-patronised = patronised

## Angry

feeling-irritated = irritated
feeling-frustrated = frustrated
feeling-resentful = resentful
feeling-bitter = bitter
feeling-jealous = jealous
feeling-furious = furious
feeling-annoyed = annoyed
feeling-indignant = indignant
feeling-defiant = defiant
feeling-envious = envious

## Afraid

feeling-worried = worried
feeling-insecure = unsure of myself
feeling-overwhelmed = overwhelmed
feeling-tense = tense
feeling-helpless = helpless
feeling-frightened = frightened
feeling-uneasy = uneasy
feeling-mistrustful = mistrustful
feeling-lost = lost
feeling-cornered = cornered

## Ashamed

feeling-guilty = guilty
feeling-embarrassed = embarrassed
feeling-inadequate = not enough
feeling-regretful = sorry
feeling-exposed = exposed
feeling-humiliated = humiliated
feeling-self-conscious = self-conscious
feeling-burdensome = like a burden
feeling-small = small

## Tired

feeling-drained = drained
feeling-numb = numb
feeling-restless = restless
feeling-stretched = stretched thin
feeling-indifferent = indifferent
feeling-torn = torn
feeling-bored = bored
feeling-resigned = resigned
feeling-distant = far away
feeling-stuck = stuck
