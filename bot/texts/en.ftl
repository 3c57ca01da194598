# What the bot says, in English. HTML stands as Telegram takes it; & is written &amp;.

## Statements

event = { $event ->
    [killed] { $people ->
        [civilian] Civilians killed
       *[military] Killed
    }
    [wounded] { $people ->
        [civilian] Civilians wounded
       *[military] Wounded
    }
    [casualties] { $people ->
        [civilian] Civilians killed or wounded
       *[military] Killed or wounded
    }
    [captured] { $people ->
        [civilian] Civilians captured
       *[military] Captured
    }
    [missing] { $people ->
        [civilian] Civilians missing
       *[military] Missing
    }
    [deployed] { $people ->
        [civilian] Civilians sent
       *[military] Deployed
    }
    [planned] { $people ->
        [civilian] Civilians to be sent
       *[military] To be deployed
    }
   *[withdrawn] { $people ->
        [civilian] Civilians withdrawn
       *[military] Withdrawn
    }
}
claim = { $event }: { $amount }
no-figure = no figure
amount-of-units = { $figure } { $unit ->
    [squad] { $count ->
        [one] squad
       *[other] squads
    }
    [platoon] { $count ->
        [one] platoon
       *[other] platoons
    }
    [company] { $count ->
        [one] company
       *[other] companies
    }
    [battalion] { $count ->
        [one] battalion
       *[other] battalions
    }
    [regiment] { $count ->
        [one] regiment
       *[other] regiments
    }
    [brigade] { $count ->
        [one] brigade
       *[other] brigades
    }
    [division] { $count ->
        [one] division
       *[other] divisions
    }
    [corps] corps
   *[army] { $count ->
        [one] army
       *[other] armies
    }
}
force-unknown = Force not named
people = { $people ->
    [civilian] civilians
   *[military] military
}

window-total = in all
window-day = in a day
window-week = in a week
window-month = in a month
window-period = in a limited time
window-on = on { $day }
window-month-of = in { $month }
window-since = since { $day }
window-by = by { $day }

mark-hedged = ⚠ { $hedge }
mark-denied = ✖ denied
mark-gone = ⌫ taken back
mark-dropped = ⌫ misread by us
hedge = { $kind ->
    [preliminary] preliminary
    [estimated] estimated
    [unconfirmed] unconfirmed
    [alleged] allegedly
    [reported] reportedly
    [believed] believed
    [likely] likely
    [possible] possibly
    [presumed] presumably
   *[unknown] hedged
}
denies = { $speaker } denies it
via = { $speaker }, via { $relay }
post = post
post-in = { $post } in { $channel }
said-times = said { $times ->
    [one] once
   *[other] { $times } times
}
sample = sample text
late = late
astray = The topic in which this was asked for was closed or deleted: its alerts come here now.
asked-for = you asked for: { $wish }
and-more = and { $count } more in this post

## One statement's record

record-speaker = Speaker
record-channel = { $speaker } · channel: { $channel }
record-place = Place
record-words = Words
record-read-by = Read by
record-post = Post
record-said = Repeats
record-change = ✎ { $moment }: { $old } → { $new }
record-reread = ↻ read again by extractor { $version }: { $old } → { $new }
record-corrected = ↻ corrected by { $person }: { $old } → { $new }
not-said = not said
nothing-left = taken back
extractor = extractor { $version }
version = version { $version }
last-seen = last seen { $moment }
statement-how = Name a statement by its number, as cards show it: /statement s1
statement-unknown = There is no statement { $ref }. /latest shows the newest ones.
link-unknown = This link names no statement. /latest shows the newest ones.

## Wishes

wish-casualties = casualties
wish-deployments = deployments
wish-event = { $event ->
    [killed] killed
    [wounded] wounded
    [casualties] killed or wounded
    [captured] captured
    [missing] missing
    [deployed] deployed
    [planned] to be deployed
   *[withdrawn] withdrawn
}
or = { " or " }
from-number = from { $figure }
figures-from = figures from { $figure }
every-statement = every statement
every-statement-title = All statements

## Asking

newest-first = newest first
place-in-list = { $start }–{ $end } of { NUMBER($total) }
one-in-list = { $start } of { NUMBER($total) }
nothing-found = Nothing is in the ledger for { $wish }.
    Fewer words find more; /help has examples.
ledger-empty = The ledger is still empty: no watched channel has said anything about casualties or deployments.
    The reading goes on; an admin sees its state with /channels.
unknown-words = { $words }: no force, event or figure of { $count ->
    [one] that name
   *[other] these names
} is known.
left-out = No list goes by who speaks, where, or in which channel: { $names } was left out.
lacks-figure = No figure stands behind “min”: min 100
too-many-forces = So many forces are too many for one question; the first ones were taken.
ask-like = Ask like this: /latest killed north korea since november · /latest deployments russia min 1000
ask-like-summary = Ask like this: /summary december 2024 · /summary killed north korea · /summary week
period-always = The whole ledger
period-days = { $days ->
    [1] today
   *[other] last { $days } days
}
period-since = since { $day }
period-until = until { $day }
summary-counts = { $forces ->
    [one] { $forces } force
   *[other] { $forces } forces
} · { $speakers ->
    [one] { $speakers } speaker
   *[other] { $speakers } speakers
}
summary-range = from { $least } to { $most }
summary-speakers = and { $count } more
summary-topics = and { $count } more kinds of figures
summary-no-figures = { $count ->
    [one] { $count } statement
   *[other] { $count } statements
} without a figure
summary-rest = Also: { $forces }{ $more ->
    [0] { "" }
   *[other] {" "}and { $more } more
}
summary-nothing = Nothing is in the ledger for { $head }.
    /summary without words shows what each speaker said last.
sample-summary = From sample texts.
silent = { $silent } of { $all } { $all ->
    [one] channel
   *[other] channels
} not read since { $since }{ $never ->
    [0] { "" }
   *[other] , { $never } of them never
}.
silent-never = { $silent } of { $all } { $all ->
    [one] channel
   *[other] channels
} not read yet.

## Alerts

subscribed = Set: new statements on <b>{ $wish }</b> come here as they are read.
subscribed-before = Already set: new statements on <b>{ $wish }</b> come here as they are read.
subscribed-to-all = Set: every new statement comes here as it is read.

    ⚠ Without any words that is all that every channel says, many messages a day.
    Narrower: /subscribe killed north korea min 100
subscribe-no-period = Alerts go by no time: they tell of what is new.
subscribe-to-rest = Nothing is set yet. Understood was: <b>{ $wish }</b>
nothing-subscribed = Nothing is set.
    Ask like this: /subscribe killed north korea · /subscribe deployments russia min 1000
subscriptions = <b>{ $count ->
    [one] { $count } alert
   *[other] { $count } alerts
}</b> in this chat:
    { $rows }
in-another-topic = in another topic
no-subscriptions = No alerts are set in this chat.
    For example: /subscribe killed north korea
alerts-are-off = All alerts are off (/stop); /start turns them on.
alerts-are-back = Alerts are on again.
stopped = { $count ->
    [0] No alerts come here.
    [one] Alerts are off; { $count } is kept for later.
   *[other] Alerts are off; { $count } are kept for later.
}
started-again = { $count ->
    [0] Alerts are on. None is set yet: /subscribe killed north korea
    [one] Alerts are on again: { $count } is set.
   *[other] Alerts are on again: { $count } are set.
}
toast-dropped = Removed.
toast-dropped-before = Was removed before.

## The rest of the talk

start = <b>Communiqué</b> reads official channels and keeps who says how many soldiers were sent, killed, wounded or captured: never what happened, always who said what, in which words.

    /latest killed north korea — newest statements
    /summary december 2024 — what each speaker said last
    /subscribe north korea min 100 — be told of new ones
    /help — all commands, and how to ask
help = <b>Ask in plain words</b>, in English, Ukrainian, Russian or Korean, in any order:
    <code>/latest killed north korea</code>
    <code>/latest deployments russia min 1000</code>
    <code>/latest вбиті КНДР</code>
    <code>/summary december 2024</code>
    “Casualties” asks for killed, wounded, captured and missing; “deployments” for deployed, planned and withdrawn.

    <b>On a card</b>: ≥ at least · ≤ at most · ≈ about · ⚠ the speaker hedges · ✖ the speaker denies

    { $commands }
help-readers = <b>How a channel is read</b>
    <b>web</b>: by its public preview, the page t.me/s/name, which anybody can open: nobody has to join, and its owner need not agree.
    <b>bot</b>: its owner makes this bot an administrator; posts and edits then come by themselves, and admins are told.
    <b>mtproto</b>: by an account of Telegram’s that whoever runs the bot has logged in. It sees public channels and those that it is a member of; of the latter posts, edits and deletions come within seconds.

    /channels @name shows how a channel is read and can change it; it goes on from where it was.

    <b>Where the preview is switched off</b>, restricted or marked as sensitive, there is nothing to read there. Then:
    · look whether the same office has another channel: /addchannel offers official ones;
    · ask its owner to make this bot an administrator, or to switch the preview on again;
    · read it by the account: join the channel with it, then /addchannel @name, or a link to a post of it where it has no public name;
    · check the name: a channel that was renamed is found by its new name only.

    Nothing else is read, and of the account’s other chats nothing at all.
help-unknown = There is no page { $page } in the help. There is: { $pages }
help-admin = <b>For admins</b>
    { $commands }
hint = Commands begin with a slash: /latest killed north korea · /summary · /help
hint-no-command = { $command } is no command here; /help shows them all.
hint-asked = Newest statements on <b>{ $wish }</b>?
stale = This button is out of date. Send { $command } again.
stale-toast = Out of date
admins-only = { $command } is for the bot's admins. /help shows what is open to everyone.
admins-only-toast = For admins only
broken = That went wrong, and the error was logged. Please try again in a while.
broken-toast = That went wrong
nothing-to-cancel = There is nothing to cancel.
cancelled = Cancelled. { $command } begins anew.

about-latest = newest statements: /latest killed north korea
about-summary = what each speaker said last: /summary december 2024
about-statement = all about one statement: /statement s1
about-subscribe = alerts on new statements: /subscribe north korea min 100
about-unsubscribe = see and remove alerts
about-stop = turn all alerts off
about-cancel = leave a half-finished dialogue
about-start = what this is
about-help = this help
about-status = how reading and alerts go, what needs a look
about-access = who may use the bot, and open links
about-allow = let a person or a group in: /allow 123456789
about-disallow = take a person or a group off the list
about-invite = a link that lets people in: /invite 5
about-channels = watched channels and how their reading goes: /channels @name
about-addchannel = watch a channel: /addchannel @name
about-backfill = read what a channel published before: /backfill @name 500
about-removechannel = watch a channel no longer
about-pause = stop reading a channel for a while
about-resume = read a paused channel again

## Who may use it

stranger = This bot answers those on its list only. Whoever runs it can let you in; tell them this number: <code>{ $number }</code>
invite-shut = This link lets nobody in: it was used up, taken back, or is too old. Ask for another one.
come-in = Welcome, { $name }.
come-in-before = This link was not needed, { $name }: you are in already.
group-not-listed = This group is not on the list, so nobody but admins is answered here, and no alert comes.
allow-how = Name a person or a group by number: /allow 123456789 Olena
    Strangers are told their number; in a group, /allow alone means that group. /invite makes a link that needs no number.
disallow-how = Name a person or a group by number: /disallow 123456789
    In a group, /disallow alone means that group; /access lists all.
allowed = Allowed: { $who }
disallowed = No longer allowed: { $who }. No answer and no alert goes there.{ $groups ->
    [0] { "" }
    [one] {" "}Nor to the { $groups } group that they brought.
   *[other] {" "}Nor to the { $groups } groups that they brought.
}{ $link ->
    [0] { "" }
   *[other] {" "}Link { $link }, by which they came, was taken back.
}
not-on-the-list = <code>{ $number }</code> is not on the list.
admin-is-allowed = <code>{ $number }</code> is an admin (ADMIN_IDS) and always allowed.
access-is-open = ⚠ The bot is open to everyone (ACCESS=open): the list counts once it is set to ACCESS=listed.
access-mode = { $mode ->
    [open] <b>Open to everyone</b> (ACCESS=open): the list counts once it is set to ACCESS=listed.
   *[listed] <b>Open to those on the list</b> and to { $admins ->
        [one] { $admins } admin
       *[other] { $admins } admins
    }.
}
guests = <b>{ $count } on the list</b> · page { $page } of { $pages }
no-guests = Nobody is on the list. /invite makes a link; /allow lets somebody in by number.
guest-kind = { $kind ->
    [group] a group
   *[person] a person
}
brought-by = brought by { $number }
by-link = by link { $number }
link-line = Link { $number }: { $used } of { $uses } used, until { $until }
invite-how = Ask like this: /invite · /invite 5 (for five) · /invite 5 30 (for five, within 30 days).
    At most { $uses }, and { $days } days.
invited = <b>Link { $number }</b> lets { $uses ->
    [one] { $uses } person or group
   *[other] { $uses } people or groups
} in until { $until }.
    For a person: <code>{ $person }</code>
    For a group: <code>{ $group }</code>
    It is shown this once: only a hash of it is kept.
revoked = Link { $number } was taken back: it lets nobody in. Who came in by it stays; /access lists them.
restored = Link { $number } lets people in again, as long as it is not used up or too old.

## Channels

channels = <b>{ $count ->
    [one] { $count } channel
   *[other] { $count } channels
}</b> · page { $page } of { $pages }
no-channels = No channel is watched yet. /addchannel offers official ones.
channel-state = { $state ->
    [new] not read yet
    [reading] reading
    [paused] paused
    [preview-off] preview switched off
    [not-found] not found
    [renamed] renamed
    [throttled] asked to wait
   *[unreachable] unreachable
}
state-since = { $state } since { $moment }
last-read = last read { $moment }
never-read = never read
posts-kept = { $count ->
    [one] { $count } post
   *[other] { NUMBER($count) } posts
}
set-aside = { $count ->
    [one] { $count } post could not be read and stands aside
   *[other] { NUMBER($count) } posts could not be read and stand aside
}; the log says why.
none-set-aside = Every post could be read.
statements-kept = { $count ->
    [one] { $count } statement
   *[other] { NUMBER($count) } statements
}
alerts-wait = { $count ->
    [0] No alert waits.
    [one] { $count } alert waits, since { $since }.
   *[other] { NUMBER($count) } alerts wait, the oldest since { $since }.
}
only-pictures = { NUMBER($count) } of { NUMBER($all) } { $all ->
    [one] post
   *[other] posts
} of the last day only a picture: not read.
posts-of-day = { $all ->
    [0] No post in the last day.
    [one] { $all } post in the last day.
   *[other] { NUMBER($all) } posts in the last day.
}
do-resume = /resume @{ $name } reads it again.
do-add-anew = No reader “{ $reader }” is here. /removechannel @{ $name }, then /addchannel @{ $name }
do-wait = The first reading begins within a minute; where it does not, the log says why.
do-see-log = Its reading stopped or fails: the log says why. It is tried again by itself while the bot runs.
read-by = { $way ->
    [web] Read by its public <b>preview</b> (web).
    [bot] Read by <b>the bot</b>, which is an administrator there (bot).
    [mtproto] Read by <b>the account</b> that is logged in (mtproto).
   *[other] Read by “{ $way }”.
} /help readers tells the difference.
changed-way = @{ $name } is read { $way ->
    [web] by its public preview
    [bot] by the bot
   *[mtproto] by the account
} from now on, from where it was. Nothing is read twice.
read-so-already = @{ $name } is read { $way ->
    [web] by its public preview
    [bot] by the bot
   *[mtproto] by the account
} already.
not-changed = @{ $name } is read as before. { $why }
another-channel = Under this name there is another channel now: “{ $title }”.
no-such-way = @{ $name } cannot be read by “{ $way }”. There is: web · bot · mtproto (/help readers).
verified = ✓ verified by Telegram
not-verified = not verified by Telegram
unknown = unknown
not-set = no nation
posts-seen = { $count ->
    [one] { $count } post
   *[other] { $count } posts
} on the first page, newest { $newest }
no-posts = no posts on the first page
proposal-speaker = Speaker: <b>{ $speaker }</b> · { $nation } · days of { $zone }
picture-only = (no text)
would-have-read = Would have read: { $statements ->
    [one] { $statements } statement
   *[other] { $statements } statements
} in { $posts ->
    [one] { $posts } post
   *[other] { $posts } posts
}
nation-missing = ⚠ Without a nation, “our losses” and “the enemy” cannot be understood.
watch-question = Watch this channel?
watching = Watching @{ $name }: { $title }. Speaker where a post names nobody else: <b>{ $speaker }</b>.
    The first reading begins within a minute and alerts nobody.
toast-watching = Watching
watched-already = @{ $name } is watched already; /channels shows how its reading goes.
not-added = @{ $name } was not added.
type-answer = { $field ->
    [owner] Send the name of who speaks in @{ $name } where a post names nobody else, for example: General Staff of the Armed Forces of Ukraine
    [nation] Send the nation of @{ $name }, for example: Ukraine
   *[zone] Send the time zone whose days @{ $name } goes by, for example: Europe/Kyiv
}
    /cancel leaves it.
wrong-answer = { $field ->
    [nation] “{ $typed }” is no known nation. Send its English name or its two-letter code, for example: Ukraine
   *[zone] “{ $typed }” is no known time zone. Send one like Europe/Kyiv, or its city.
}
channel-name-wrong = “{ $name }” is no name of a channel. Send it like this: @GeneralStaffZSU, or a link like t.me/GeneralStaffZSU
did-you-mean = Did you mean @{ $name }?
offers = <b>{ $count ->
    [one] { $count } official channel
   *[other] { $count } official channels
}</b> not watched yet. Press one to see it first, or name another: /addchannel @name
no-offers = Every official channel on the list is watched. Another: /addchannel @name
which-channel = { $command }: which channel?
none-paused = No channel is paused; /channels shows all.
none-to-choose = { $command }: there is no such channel. /channels shows all, /addchannel adds one.
not-watched = @{ $name } is not watched; /channels shows what is.
not-watched-now = That channel is not watched any more; /channels shows what is.
paused = @{ $name } { $before ->
    [yes] was paused already
   *[no] is paused
}: nothing of it is read until it is resumed.
resumed = @{ $name } { $before ->
    [yes] was not paused
   *[no] is read again, from where it stopped
}.
remove-question = Watch @{ $name } ({ $title }) no longer? What it said ({ $posts ->
    [one] { $posts } post
   *[other] { NUMBER($posts) } posts
}) stays in the ledger.
removed = @{ $name } is watched no longer. What it said stays in the ledger.
nothing-removed = Nothing was removed.
backfill-question = How far back is @{ $name } to be read? Nothing of it alerts. Any other span:
    /backfill @{ $name } 500 · /backfill @{ $name } since 2024-10-01
backfill-how = “{ $words }” is no span to read back. Send a number of posts, a past day or “all”, for example:
    /backfill @{ $name } 500 · /backfill @{ $name } since 2024-10-01 · /backfill @{ $name } all
backfill-cannot = @{ $name } cannot be read back: its reader ({ $reader }) shows only what is new.
backfill-runs = A back-fill of @{ $name } runs already:
backfill-posts = { $count ->
    [one] its newest post
   *[other] its newest { NUMBER($count) } posts
}
backfill-since = all since { $day }
backfill-all = everything
backfill-head = { $stage ->
    [going] Reading back @{ $name }: { $goal }.
    [done] ✓ @{ $name } was read back: { $goal }.
    [stopped] Stopped reading back @{ $name }: { $goal }.
   *[lost] @{ $name } can be read back no further: its reader shows only what is new.
}
backfill-begins = It begins within seconds, and alerts nobody.
backfill-read = { $count ->
    [one] { $count } post
   *[other] { NUMBER($count) } posts
} read, { $new } of them new to the ledger, back to { $day }
backfill-waits = It waits: { $why }
bot-reads = { $name } made this bot an administrator: its posts come from Telegram itself now, as they are published.
bot-offers = { $name } ({ $title }) made this bot an administrator, and is not watched. To watch it, see it first.
bot-offers-unnamed = “{ $name }” made this bot an administrator, but has no public name, and only channels with one can be watched.
bot-gone-web = { $name } has this bot for an administrator no longer: it is read by its public preview again.
bot-gone = { $name } has this bot for an administrator no longer and has no public name, so it is not read.
    Ask its owner to make the bot an administrator again, or remove it: /removechannel

## Buttons

button-newer = ◀ newer
button-older = older ▶
button-casualties = Casualties
button-deployments = Deployments
button-all = All
button-alert-me = Alert me
button-latest = Newest statements
button-details = Details
button-post = Post
button-change = Change
button-subscribe = Set it
button-undo = Undo
button-my-alerts = My alerts
button-remove-nth = Remove { $nth }
button-remove-all = Remove all
button-back-on = Turn on again
button-watch = Watch it
button-look = See it first
button-cancel = Cancel
button-read-by = { $way ->
    [web] Read the preview
    [bot] Read by the bot
   *[mtproto] Read by the account
}
button-owner = Change speaker
button-nation = Nation
button-zone = Time zone
button-previous = ◀
button-next = ▶
button-back = { $goal ->
    [p100] Last 100 posts
    [p1000] Last 1,000 posts
    [d30] Read back 30 days
   *[all] Everything
}
button-stop = Stop
button-remove = Remove
button-keep = Keep
button-watch-again = Watch again
button-allow-here = Allow this group
button-allow-again = Allow again
button-access-list = The list
button-invite = New link
button-revoke = Take back
button-revoke-nth = Take back link { $nth }
button-restore = Give back
button-restore-nth = Give back link { $nth }
