"""The briefing's messages in Ukrainian, by their English text; a test keeps this list whole and its fields the same."""

from __future__ import annotations

MESSAGES = {
    "Attached to this file: {files}. Fingerprint of the casefile: {fingerprint}.": (
        "До цього файлу додано: {files}. Відбиток справи: {fingerprint}."
    ),
    "Version {version}. The rules that this briefing used; the whole method is part of the program.": (
        "Версія {version}. Правила, за якими складено цю довідку; повний метод є в програмі."
    ),
    (
        "A confidential source is printed as “Source withheld”, with its kind, grade and date. Who said it, in which words "
        "and where is withheld with it, here and in the attached files."
    ): (
        "Конфіденційне джерело друкується як «Джерело не розкрито», з видом, оцінкою й датою. Хто це сказав, якими словами "
        "і де, не розкрито разом із ним: ні тут, ні в доданих файлах."
    ),
    "Method": "Метод",
    "Settings": "Налаштування",
    "To check this": "Як перевірити",
    "Verdict": "Висновок",
    "When": "Коли",
    "How it looks": "Як виглядає",
    "Verdicts": "Висновки",
    "Figures that do not stand: ": "Числа, що не чинні: ",
    "Line": "Рядок",
    "Figure": "Число",
    "Claimant": "Хто сказав",
    "Why": "Чому",
    "Left out": "Не враховано",
    "Vantages that count as observing: {vantages}. As of {day}. Language: {language}.": (
        "Чиї слова вважаємо спостереженням: {vantages}. Станом на {day}. Мова: {language}."
    ),
    "Withheld sources": "Нерозкриті джерела",
    "No figure in scope was left out.": "Враховано всі числа.",
    "no common scale, so no bar is drawn": "спільної шкали немає",
    "cumulative, received": "наростаючим підсумком, отримано",
    "cumulative, reported by the sender or by nobody named": "наростаючим підсумком, за словами відправника або без посилання",
    "{year} (as of)": "{year} (станом на)",
    "short": "недобір",
    "due {date}": "термін: {date}",
    "nothing observed": "нічого не отримано",
    "outstanding": "залишок",
    " or ": " або ",
    "presented,": "пред’явлено,",
    "not received": "не прийнято",
    (
        "One note for a source and a place in it, in the order of first citing. Grade: reliability of the publisher, A to F, "
        "then credibility of the item, {least} to {most}."
    ): (
        "Одна примітка на джерело й місце в ньому, за порядком першого посилання. Оцінка: надійність видавця, від A до F, "
        "далі вірогідність відомостей, від {least} до {most}."
    ),
    "Page {n} of {pages}": "Сторінка {n} з {pages}",
    "casefile {fingerprint}": "справа {fingerprint}",
    "cited on p.": "на с.",
    "copy {sha}": "копія {sha}",
    "archived": "архів",
    "reprint of {original}": "передрук: {original}",
    "address not recorded": "адресу не записано",
    "Nothing further is printed of this source.": "Більше про це джерело не друкується нічого.",
    "contested": "суперечливо",
    "no upper bound": "без верхньої межі",
    "on the sender’s word, or nobody’s": "за словами відправника чи без посилання",
    "presented, not received": "пред’явлено, не прийнято",
    "observed": "отримано",
    "stated": "обіцяно",
    "Key findings": "Головне",
    "The author writes": "Від автора",
    "composed from the figures, the most telling first; a number in brackets leads to its note": (
        "складено з чисел, найвагоміше спершу; число в дужках веде до примітки"
    ),
    "There is nothing to compare in the scope of this briefing: it holds no figure that stands.": (
        "У межах цієї довідки порівнювати нічого: чинних чисел немає."
    ),
    "all agreements in the casefile": "усі домовленості справи",
    "events outside agreements": "події поза домовленостями",
    "no due date recorded": "термін не записано",
    "tranches are known to be missing, so sums are floors": "відомо, що бракує етапів, тож суми є щонайменшими",
    "Outside agreements": "Поза домовленостями",
    "Register": "Реєстр",
    "As of {day}": "Станом на {day}",
    "Stated and observed": "Обіцяно й отримано",
    "Nothing recorded": "Записів немає",
    "recorded as {status}": "стан: {status}",
    "Notes": "Примітки",
    "outside agreements": "поза домовленостями",
    "mediated by {names}": "посередництво: {names}",
    "reached in {place}": "місце: {place}",
    "Not mended": "Не узгоджено",
    "{where}: {text}": "{where}: {text}",
    "Every figure in scope.": "Усі числа в межах довідки.",
    "Nothing is recorded of this agreement yet.": "Про цю домовленість ще нічого не записано.",
    "How they came: {what}": "Як передавали: {what}",
    "all": "усі",
    "not given": "не названо",
    "unknown": "невідомо",
    "{names} and {last}": "{names} і {last}",
    "at least {n}": "щонайменше {n}",
    "up to {n}": "до {n}",
    "about {date}": "близько: {date}",
    "{first} to {last}": "{first} – {last}",
    "from {first}": "від {first}",
    "until {last}": "до {last}",
    "more than {n}": "понад {n}",
    "just under {n}": "майже {n}",
    "fewer than {n}": "менш ніж {n}",
    "about {n}": "близько {n}",
    "Claimant withheld": "Не розкрито",
    "Unattributed": "Без посилання",
    "{what} to {receiver}": "{what} → {receiver}",
    "{high} or less": "{high} або менше",
    "{things} of {whose}": "{things} ({whose})",
    "{what}, both directions": "{what}, обидва напрямки",
    "{low} to {high}": "{low} … {high}",
    "{least} to {most}": "{least}–{most}",
    "{low} or more": "{low} або більше",
    "undated": "без дати",
    "Source withheld": "Джерело не розкрито",
    "Publisher not recorded": "Видавця не записано",
    "Both directions": "Обидва напрямки",
    "Against what was stated": "Проти обіцяного",
    "Stated": "Обіцяно",
    "Reported": "Заявлено",
    "Observed": "Отримано",
    "Difference": "Різниця",
    "The comparison at a glance": "Порівняння",
    "presented only": "лише пред’явлено",
    "receiver and sender differ": "отримувач і відправник розходяться",
    "Promise": "Обіцянка",
    "As worded": "Дослівно",
    "Stage": "Етап",
    "Said by": "Хто сказав",
    "Number": "Число",
    "Date": "Дата",
    "Status": "Стан",
    "Event": "Подія",
    "What happened": "Що відбулося",
    "Vantage": "Позиція",
    "Where it lies": "Де лежить",
    "Said on": "Сказано",
    "Grade": "Оцінка",
    "About": "Про що",
    "Stands": "Чинне",
    "Counts up to": "Станом на",
    "Also recorded": "Також записано",
    "reported only: {verdict}": "лише за повідомленням: {verdict}",
    "What was promised": "Що обіцяно",
    "To {receiver}": "→ {receiver}",
    "Who says what": "Хто що каже",
    "read from the parent category": "за ширшою категорією",
    "{what}, each side to the other": "{what}, кожна сторона іншій",
    "measure chosen by the researcher: {reason}": "міру обрав дослідник: {reason}",
    "one origin": "одне походження",
    "independent origins": "незалежні походження",
    "units differ": "різні одиниці",
    "undertaking without a figure": "зобов’язання без числа",
    " {o_n}{o:m} against {s}{s:m}.": " {o_n}{o:m} проти {s}{s:m}.",
    "What was {stage} and what arrived{in_at}{when} cannot be compared.": (
        "Обіцяне ({stage}) й отримане{in_at}{when} порівняти не можна."
    ),
    " {s_n} {stage}{s:m}, {o_n} received{o:m}: the units differ.": " {stage}: {s_n}{s:m}, отримано: {o_n}{o:m}; одиниці різні.",
    "Whether the promise was kept{when} cannot be told.": "Чи дотримано обіцянки{when}, сказати не можна.",
    "The counts of one exchange agree.": "В одному обміні підрахунки сходяться.",
    " {date}: {a} received in {a_at}{a:m} and {b} in {b_at}{b:m}, {o} in all{o:m}.": (
        " {date}: отримано {a} ({a_at}){a:m} і {b} ({b_at}){b:m}, разом {o}{o:m}."
    ),
    " Nothing had been stated beforehand.": " Наперед нічого не обіцяно.",
    "Receiver and sender part on one handover.": "Отримувач і відправник розходяться щодо однієї передачі.",
    " {o_by} counts {o_n} received{when}{o:m}, where {r_by} reports {r} handed over{r:m}: {apart} apart.": (
        " {o_by}{when}: отримано {o_n}{o:m}; {r_by}: передано {r}{r:m}; різниця {apart}."
    ),
    " {o_n} received{in_at}{when}{o:m}, where {r} are reported handed over{r:m}: {apart} apart.": (
        " Отримано{in_at}{when}: {o_n}{o:m}; за повідомленнями передано: {r}{r:m}; різниця {apart}."
    ),
    "{o_by} counts {o_n} received{o:m} of the {s} {stage}{s:m}{when}:": "{o_by}: отримано {o_n}{o:m}, {stage} {s}{s:m}{when}:",
    "{o_n} received{in_at}{o:m} of the {s} {stage}{s:m}{when}:": "Отримано{in_at} {o_n}{o:m}, {stage} {s}{s:m}{when}:",
    " {gap} fewer than promised.": " на {gap} менше, ніж обіцяно.",
    " {gap} still outstanding.": " залишок {gap}.",
    "{at} received more {what} than were {stage}{when}.": "{at}: отримано більше, ніж {stage}{when} ({what}).",
    "More {what} changed hands than were {stage}{when}.": "Передано більше, ніж {stage}{when} ({what}).",
    " Its own offices count {o}{o:m} against {s}{s:m}: {gap} more.": (
        " Установи цієї сторони нарахували {o}{o:m} проти {s}{s:m}: на {gap} більше."
    ),
    "{at} received as many {what} as were {stage}{when}:": "{at}: отримано стільки, скільки {stage}{when} ({what}):",
    " {o}{o:m} of {s}{s:m}.": " {o}{o:m} з {s}{s:m}.",
    "Of {s_n} {stage}{s:m}{when}, none is known to have arrived{in_at} so far.": (
        "{stage}: {s_n}{s:m}{when}; поки не відомо про жодну передачу{in_at}."
    ),
    "Of {s_n} {stage}{s:m}{when}, none is known to have arrived{in_at}.": (
        "{stage}: {s_n}{s:m}{when}; не відомо про жодну передачу{in_at}."
    ),
    "What was {stage}{s:m}{when} is not known to have arrived{in_at}.": (
        "Про передачу обіцяного ({stage}){s:m}{when} не відомо{in_at}."
    ),
    " The promise gives no number: {s}.": " Обіцянка не містить числа: {s}.",
    " {s_n} {stage}{s:m}; what came was counted in another unit.": " {stage}: {s_n}{s:m}; отримане полічено в інших одиницях.",
    "handovers took place on {days}, and no number was given.": "передачі відбулися {days}, числа не названо.",
    "{p_n} presented{to_at}{when} and not received{p:m}.": "{p_n} пред’явлено{to_at}{when}, але не прийнято{p:m}.",
    " By {p_by}’s account they were brought to the handover point; they are not counted here as handed over.": (
        " {p_by}: привезено до місця обміну; тут їх не зараховано до переданих."
    ),
    " They were brought to the handover point, and are not counted here as handed over.": (
        " Їх привезли до місця обміну; тут їх не зараховано до переданих."
    ),
    "{r_n} reported handed over{to_at}{when}{r:m}.": "За повідомленнями передано{to_at}{when}: {r_n}{r:m}.",
    "A handover took place{when}{o:m}, and no number was given.": "Передача відбулася{when}{o:m}, числа не названо.",
    "{o_by} counts {o_n} received{when}{o:m}.": "{o_by}: отримано {o_n}{when}{o:m}.",
    " Of these, {parts} are given as parts{m}, which leaves {n} unaccounted for.": (
        " Із них частинами названо {parts}{m}; доля решти ({n}) невідома."
    ),
    " {o_by} counts {o}{o:m} against {s}{s:m}: {gap} more.": " {o_by}: {o}{o:m} проти {s}{s:m}, на {gap} більше.",
    " The count is {o}{o:m} against {s}{s:m}: {gap} more.": " Нараховано {o}{o:m} проти {s}{s:m}: на {gap} більше.",
    "As many {what} changed hands as were {stage}{when}:": "Передано стільки, скільки {stage}{when} ({what}):",
    "What was {stage} was received{in_at}{when}:": "Отримано те, що {stage}{in_at}{when}:",
    "At least what was {stage} was received{in_at}{when}:": "Отримано щонайменше те, що {stage}{in_at}{when}:",
    " The term is over.": " Термін минув.",
    "How many {what} arrived{in_at} is not known.": "Скільки передано{in_at}, невідомо ({what}).",
    "How many {what} changed hands is not known.": "Скільки передано, невідомо ({what}).",
    " Whether the promise was kept cannot be told.": " Чи дотримано обіцянки, сказати не можна.",
    " {s_n} {stage}{s:m}.": " {stage}: {s_n}{s:m}.",
    "handovers took place{m}, and no number was given.": "передачі відбулися{m}, числа не названо.",
    "{o_n} received{in_at}{when}{o:m}.": "Отримано{in_at}{when}: {o_n}{o:m}.",
    " {r_by} reports {r} handed over{r:m}.": " {r_by}: передано {r}{r:m}.",
    " Reported handed over: {r}{r:m}.": " За повідомленнями передано: {r}{r:m}.",
    " A handover is reported, without a number{r:m}.": " Повідомлено про передачу без числа{r:m}.",
    " Presented and not received: {p}{p:m}.": " Пред’явлено й не прийнято: {p}{p:m}.",
    " The counts have not been reconciled.": " Ці підрахунки не узгоджено між собою.",
    " What arrived is read from the wider category.": " Отримане прочитано за ширшою категорією.",
    " “{words}” is read as {n} by convention{n:m}.": " «{words}» за домовленістю читаємо як {n}{n:m}.",
    " a side": " з кожного боку",
    " on {date}": " {date}",
    " There is still time.": " Час ще є.",
    " {o_n} received{in_at}{o:m}, and no number {stage}{s:m} to hold against it.": (
        " Отримано{in_at} {o_n}{o:m}; числа, з яким порівняти, немає ({stage}){s:m}."
    ),
    " {o_n} received{in_at}{o:m} against {s} {stage}{s:m}.": " Отримано{in_at} {o_n}{o:m} проти {s} ({stage}){s:m}.",
    " Nobody who could count on arrival has given a number.": " Ніхто, хто міг полічити при отриманні, числа не назвав.",
    " The agreement is recorded as {status}.": " Стан домовленості: {status}.",
    " in {place}": " ({place})",
    " to {place}": " ({place})",
    " {s} {stage}{s:m}; ": " {stage}: {s}{s:m}; ",
    " and ": " і ",
    "yes": "так",
    "part": "частина",
    "later": "пізніше",
    "corrected": "виправлено",
    "replaced": "замінено",
    "retracted": "відкликано",
    "said after the as-of date": "сказано після дати довідки",
    "corrected by another figure": "виправлено іншим числом",
    "replaced by a later figure of its claimant": "замінено пізнішим числом того самого мовця",
    "Roles": "Ролі",
    "Words into counts": "Від слів до чисел",
    "Standing": "Чинність",
    "Merging": "Зведення",
    "Sums and totals": "Суми й підсумки",
    "Categories, directions": "Категорії, напрямки",
    (
        "Stated is what was demanded, listed, offered, agreed or scheduled. Observed is what was handed over, on the word of "
        "somebody who could count it on arrival. Reported is the same on the word of the sender, or of nobody named. Presented "
        "was brought to the handover point and not received; it is never added to anything. The role follows from the stage of "
        "the figure and from who said it; nobody sets it by hand."
    ): (
        "Обіцяно: те, чого вимагали, що внесли до списку, запропонували, погодили чи запланували. Отримано: передане, за "
        "словами того, хто міг полічити при отриманні. Повідомлено: те саме за словами відправника або без посилання. "
        "Пред’явлене привезли до місця обміну, але не прийняли; його ні до чого не додають. Роль випливає з етапу й з того, "
        "хто сказав; вручну її не ставлять."
    ),
    (
        "“At least” and “no fewer than” leave the upper end open; “more than” begins one above. “Nearly” and “about” are read "
        "from the precision with which the number was written. Vague words such as “dozens” are read by convention. “Number "
        "not given” means one or more. What is not said is never taken for zero."
    ): (
        "«Щонайменше» й «не менш ніж» лишають верхню межу відкритою; «понад» починається на один вище. «Майже» й «близько» "
        "читаємо з точності, з якою записано число. Нечіткі слова, як-от «десятки», читаємо за домовленістю. «Числа не "
        "названо» означає один або більше. Несказане ніколи не вважаємо нулем."
    ),
    (
        "A figure stands if it was known on the as-of day, is not retracted and not corrected, and was not replaced by a later "
        "one of the same claimant with which it shares no value. Figures that agree all stand."
    ): (
        "Число чинне, якщо його знали на дату довідки, його не відкликано, не виправлено й не замінено пізнішим числом того "
        "самого мовця, з яким воно не має спільного значення. Числа, що узгоджуються, чинні всі."
    ),
    (
        "Figures of one role in one unit are merged where they share a value. Where they do not, the reading "
        "is contested, runs "
        "over what each agreeing group allows, and every pair that disagrees is named. All claimants of one side are one "
        "origin; a reprint is the origin that it reprints."
    ): (
        "Числа однієї ролі в одній одиниці зводимо, де вони мають спільне значення. Де ні, прочитання суперечливе, охоплює те, "
        "що допускає кожна узгоджена група, і кожну пару, що розходиться, названо. Усі мовці однієї сторони є одним "
        "походженням; передрук має походження того, що він передруковує."
    ),
    (
        "The handovers of an agreement are added up; where one of them has no number, the sum is a floor. A total that a "
        "claimant gives is a voice beside the sum and is never added to it; an older total is a floor and contradicts nothing."
    ): (
        "Передачі за домовленістю додаємо; якщо одна з них без числа, сума є щонайменшою. Підсумок, який "
        "називає мовець, стоїть "
        "поруч із сумою й ніколи до неї не додається; давніший підсумок є щонайменшим і нічому не суперечить."
    ),
    (
        "A category takes in those below it, as a floor. What went in both directions is held against the sum of the two. "
        "Only like is compared with like: bags are never held against bodies, nor bodies against names."
    ): (
        "Категорія охоплює вужчі, як щонайменше. Передане в обох напрямках порівнюємо з їхньою сумою. Порівнюємо лише "
        "однакове: мішки ніколи з тілами, тіла ніколи з іменами."
    ),
    "The least observed is more than the most stated.": "Найменше з отриманого більше за найбільше з обіцяного.",
    "Both are exact, and equal.": "Обидва числа точні й рівні.",
    "What was observed lies within what was stated.": "Отримане лежить у межах обіцяного.",
    "At least what was stated; whether it was more is open.": "Щонайменше обіцяне; чи більше, невідомо.",
    "Less than stated, and there is still time.": "Менше за обіцяне, але час ще є.",
    "Less than stated, and the term is over.": "Менше за обіцяне, і термін минув.",
    "The two overlap; neither decides.": "Межі перетинаються; жодна не вирішує.",
    "Stated; nothing observed yet, and there is still time.": "Обіцяно; ще нічого не отримано, але час є.",
    "Stated; nothing observed, and the term is over.": "Обіцяно; нічого не отримано, і термін минув.",
    "There is no promise to hold it against.": "Немає обіцянки, з якою порівняти.",
    "The units differ: nothing is subtracted.": "Одиниці різні: нічого не віднімаємо.",
    "The two directions together do not make the number given for both.": (
        "Два напрямки разом не дають числа, названого для обох."
    ),
    "The parts come to more than the whole that is given.": "Частини разом більші за назване ціле.",
    "What the sending side reports and what was observed share no number.": (
        "Повідомлене стороною-відправником і отримане не мають спільного числа."
    ),
    "Two events of this agreement have the same kind, direction and day: is one entered twice?": (
        "Дві події цієї домовленості мають той самий вид, напрямок і день: чи не записано одну двічі?"
    ),
    "Many events of this agreement have the same kind, direction and day: are some entered twice?": (
        "Багато подій цієї домовленості мають той самий вид, напрямок і день: чи не записано якісь двічі?"
    ),
    "A handover is counted at an event that was not held, or that hands nothing over.": (
        "Передачу зараховано до події, яка не відбулася або нічого не передає."
    ),
    "The promise that was set as the measure no longer stands; the rule's own choice is used.": (
        "Обіцянка, обрана за міру, вже не чинна; діє вибір за правилом."
    ),
    "Since “{title}”, issued {issued}, as of {day}, casefile {fingerprint}.": (
        "Від довідки «{title}», виданої {issued}, станом на {day}, справа {fingerprint}."
    ),
    "What has changed": "Що змінилося",
    "What was kept of the earlier briefing cannot be read, so nothing is compared with it.": (
        "Збережене від попередньої довідки не читається, тому порівняти з нею нічого."
    ),
    "Nothing: every figure and every verdict in the scope of this briefing is as it was.": (
        "Нічого: усі числа й висновки в межах цієї довідки такі самі."
    ),
    "Verdicts that changed": "Висновки, що змінилися",
    "Readings that changed": "Зведені числа, що змінилися",
    "New lines": "Нові рядки",
    "Figures added": "Додані числа",
    "Figures changed": "Змінені числа",
    "Figures that no longer stand": "Числа, що вже не чинні",
    "Some figures of the earlier briefing are no longer recorded, or no longer in scope.": (
        "Деяких чисел попередньої довідки вже немає в справі або в межах цієї довідки."
    ),
    "Some lines of the earlier briefing have nothing to tell in this one.": (
        "Про деякі рядки попередньої довідки в цій сказати нічого."
    ),
    "Verdict then": "Висновок тоді",
    "Verdict now": "Висновок тепер",
    "Reading": "Число про",
    "Then": "Тоді",
    "Now": "Тепер",
    "no longer recorded": "вже не записано",
    "withheld": "не розкрито",
}
