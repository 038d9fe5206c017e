# The help page. The same for everyone, offline; it asks nothing and keeps nothing.
# Calm, short, no verdicts. No telephone numbers in here: they come from checked sources only.
# Never a word that asks someone to forgive, to stay, to leave, or to tell.

help-lead = For a hard hour, or for a question you carry about with you. Everyone finds the same page here, and nothing about opening it is kept.
help-not-crisis = Lamplight is a notebook for two. It is not therapy, and nobody reads along who could come and help. When it’s serious, people can do more than any program.
help-safer-device = If someone else looks at this computer too, you may rather read this on another one: a friend’s phone, a computer in a library. Lamplight keeps no trace of your having been here, and your partner’s Lamplight learns nothing of it. What the computer itself records, Lamplight can’t undo.

help-lines = A voice on the telephone
help-lines-choose = Country
help-lines-none = Lamplight has no number here that it could check at its source. The emergency service, a doctor, a pharmacy or the town hall can say who is there for you.
help-lines-emergency = If someone is in danger now, the emergency number of your country comes first. Lamplight can’t make the call for you.
help-lines-source = Source: { $source }, read { $retrieved }. Numbers change; the source knows the latest.

help-afraid = When you are afraid
    .text = Being afraid of the person you live with is not a misunderstanding that better words would clear up. It is reason enough to talk to someone from outside, even if nothing has “really” happened. And you have not brought it on yourself.
    .item1 = In danger now: go where other people are, if you can, and call the emergency service.
    .item2 = Tell one person you trust. A word agreed beforehand can stand for “please get help”.
    .item3 = Lines for violence at home listen without asking what you have decided. With most of them you needn’t give a name.
    .item4 = Papers, some money, medicines and a key are best where you can get at them quickly, or with someone you trust.
    .item5 = The time around leaving can be the most dangerous. It’s good to plan it with someone who knows about this.
    .item6 = New passwords and devices, all at once, can be noticed. Advice lines know how to go about it.
    .item7 = Exercises for two, and couples counselling, can do harm where there is fear. You may leave them be without a reason.
    .item8 = In Lamplight you can stop sharing by yourself, at any time, quietly if you wish. What you wrote stays with you.

help-signs = How it can feel between two people
    .text = No list can tell what is going on with you, and everyone has bad days. These are only words for things that can be hard to name. It’s about what keeps coming back.
help-signs-healthy = What does good
    .item1 = You can say no, and the evening goes on.
    .item2 = You see friends and family without having to account for it.
    .item3 = After a row you both come back, and nobody pays for it later.
    .item4 = Your phone, your money and your journal are yours.
    .item5 = You may change your mind, about closeness too.
    .item6 = You can be wrong without being made small.
help-signs-unhealthy = What does harm
    .item1 = You rehearse sentences beforehand, for fear of what might follow.
    .item2 = You are to say where you were and with whom, and to prove it.
    .item3 = Money, keys, papers or medicines are kept from you.
    .item4 = Your messages are read, your whereabouts followed, your passwords demanded as a sign of love.
    .item5 = You are pushed, held or hit, or things that matter to you get broken.
    .item6 = Closeness happens that you don’t want, because a no has consequences.
    .item7 = You are told that it was your fault, or that it never happened.
    .item8 = There are threats, against you, the children, the animals, or against one’s own life, in case you go.

help-professional = Finding someone who does this for a living
    .text = You don’t have to be at the end of your tether. It’s easier early on, and one conversation is not yet a decision.
    .item1 = For the two of you there is couples counselling: at family advice centres, with churches and charities, in practices. It often costs less than one thinks.
    .item2 = For you alone, your doctor is a good first door. They know who has room nearby.
    .item3 = On the telephone you may ask: What training do you have? Do you know what weighs on us? What does it cost, and how long is the wait?
    .item4 = After two or three meetings, ask yourself whether you feel heard. Going to look for someone else is allowed.
    .item5 = Lists are long, and you can be on several. In the meantime a helpline or a group can bridge the weeks.
    .item6 = If you are afraid of your partner, go alone first.

help-addiction = When drink, pills, gambling or something else is stronger
    .text = Addiction is an illness that hides well, and shame helps it hide. It can be treated. Whoever has it may ask for help, and so may whoever lives beside it, each for themselves.
    .item1 = Addiction advice centres talk to anyone, family included, usually free of charge and without a name.
    .item2 = With alcohol and some medicines it can be dangerous to stop all at once. Speak to a doctor first.
    .item3 = There are groups for those who drink or gamble, and others for those who love them. Sitting there in silence is fine.
    .item4 = One can love someone and still not lie for them, not pay for them, not get into the car with them.
    .item5 = Big conversations keep until a sober day.

help-old = When something old is in the room
    .text = Sometimes it isn’t today that hurts. A voice, a smell, a hand on the shoulder, and something from long ago is awake. Nobody has to tell it, not here and not to each other.
    .item1 = It can look like this: flinching, going numb, sudden rage, nights without sleep, having to get out of a room.
    .item2 = For the moment itself: feet on the floor, name five things you can see, cold water over the wrists, a window open.
    .item3 = For the one beside it: no touch without asking, speak slowly, say where you are. It needs no explaining.
    .item4 = There are therapists who have learnt to treat trauma. Ask for that training by name; your doctor or an advice line has addresses.
    .item5 = For many people it gets better with treatment, even after decades.
