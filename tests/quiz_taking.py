"""Take a test in quiz.html as a participant does, and give the answers of an item: right or wrong."""

RESULT = ".points strong"


def right(item):
    """Give the right answer as the indices of choices, or as words."""
    return item.accepted[0].plain if item.kind == "short" else list(item.answer)


def wrong(item):
    """Give a wrong answer to every part, with a feedback of its own where there is one."""
    others = sorted((index for index in range(len(item.choices)) if index not in item.answer), key=lambda index: item.choices[index].feedback is None)
    if item.kind == "short":
        return "لا أعرف"
    if item.kind == "matching":
        return [*item.answer[1:], item.answer[0]]
    if item.kind == "ordering":
        return list(reversed(item.answer))
    return others if item.kind == "multiple" else others[:1]


def opened(chromium, path, *, width=1000, script="", **options):
    """Open the page; give it with the errors and requests that it makes."""
    page = chromium.new_page(viewport={"width": width, "height": 800}, **options)
    page.set_default_timeout(5000)
    page.errors, page.requests = [], []
    page.on("pageerror", lambda error: page.errors.append(str(error)))
    page.on("console", lambda message: page.errors.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda request: page.requests.append(request.url))
    if script:
        page.add_init_script(script)
    page.goto(path.as_uri())
    return page


def start(page, form, *, name="", each=False):
    for field, value in (("test", form.test), ("form", form.letter), ("when", "each" if each else "end")):
        box = page.locator(f"input[name={field}][value={value}]")
        if box.count():
            box.check()
    page.fill("#name", name)
    page.click("main button.main")
    page.wait_for_selector("fieldset.question")


def give(page, item, answer):
    """Answer the item that is shown."""
    if item.kind == "short":
        page.fill("#line", answer)
    elif item.kind == "matching":
        for place, index in enumerate(answer):
            page.locator(f"#prompt-{place}").select_option(value=str(index))
    elif item.kind == "ordering":
        order(page, answer)
    else:
        for index in answer:
            page.locator("input[name=choice]").nth(index).check()


def order(page, answer):
    """Move what is put in order up to its place, one after the other."""
    letters = page.locator(".ordering .letter").all_inner_texts()
    wanted = [letters[index] for index in answer]
    page.evaluate(
        """wanted => wanted.forEach((letter, place) => {
          const row = [...document.querySelectorAll('.ordering li')].find(one => one.textContent.startsWith(letter));
          // Moved down first, so that an order that is there already is an answer too.
          row.querySelector('.down').click();
          while ([...row.parentNode.children].indexOf(row) > place) row.querySelector('.up').click();
        })""",
        wanted,
    )
    assert page.locator(".ordering .letter").all_inner_texts() == wanted


def forward(page):
    page.locator("main button.main").click()


def take(page, form, answer_of):
    """Answer all items of a form, up to the review."""
    for item in form.items:
        give(page, item, answer_of(item))
        forward(page)
    page.wait_for_selector("ol.review")


def hand_in(page):
    page.locator("main button.main").click()
    page.wait_for_selector(RESULT)
