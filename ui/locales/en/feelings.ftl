# Words for feelings, in two levels: a family, and the words near it.
# Ids are what is stored in an entry and never change; only these words may.

## Families

feeling-glad = glad
feeling-close = close
feeling-calm = calm
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

## Close

feeling-loved = loved
feeling-tender = tender
feeling-trusting = trusting
feeling-understood = understood
feeling-desired = desired
feeling-playful = playful

## Calm

feeling-content = content
feeling-rested = rested
feeling-safe = safe
feeling-settled = settled
feeling-curious = curious
feeling-steady = steady

## Sad

feeling-lonely = lonely
feeling-disappointed = disappointed
feeling-discouraged = discouraged
feeling-homesick = homesick
feeling-grieving = grieving
feeling-empty = empty

## Hurt

feeling-overlooked = overlooked
feeling-rejected = rejected
feeling-criticised = criticised
feeling-betrayed = betrayed
feeling-unimportant = unimportant
feeling-misunderstood = misunderstood

## Angry

feeling-irritated = irritated
feeling-frustrated = frustrated
feeling-resentful = resentful
feeling-bitter = bitter
feeling-jealous = jealous
feeling-furious = furious

## Afraid

feeling-worried = worried
feeling-insecure = unsure of myself
feeling-overwhelmed = overwhelmed
feeling-tense = tense
feeling-helpless = helpless
feeling-frightened = frightened

## Ashamed

feeling-guilty = guilty
feeling-embarrassed = embarrassed
feeling-inadequate = not enough
feeling-regretful = sorry
feeling-exposed = exposed

## Tired

feeling-drained = drained
feeling-numb = numb
feeling-restless = restless
feeling-stretched = stretched thin
feeling-indifferent = indifferent
feeling-torn = torn
