"""Uses the hub's pages as people do, in a real browser (headless Chromium), on the hub of `lienthong demo`.

For every page that is looked at: nothing in the browser's console, no request to anywhere else, no serious fault by axe-core,
nothing wider than a screen of 360 pixels. What is looked at is kept as a picture.

usage: pages_test.py LIENTHONG PICTURES
"""
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import axe_core_python
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

AXE = (Path(axe_core_python.__file__).parent / "axe.min.js").read_text()
PASSWORD = "thuyền nan qua bến nước mùa lũ"
PATIENCE = 60
ROOT = Path(__file__).resolve().parents[2]


class Town:
    """The demo: its hub, and who may use its pages."""

    def __init__(self, program):
        self.folder = tempfile.TemporaryDirectory(prefix="lienthong-pages-")
        self.process = subprocess.Popen(
            [program, "demo", "--folder", self.folder.name + "/demo"], cwd=ROOT, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT)
        self.base, self.passwords = None, {}
        for line in self.process.stdout:
            if match := re.fullmatch(r"\s*(http://127\.0\.0\.1:\d+)/\s*", line):
                self.base = match[1]
            elif match := re.fullmatch(r"\s{4}([a-z.]+)\s+(\w{4}(?:-\w{4})+)\s+.*", line.rstrip("\n")):
                self.passwords[match[1]] = match[2]
            elif "hub.log" in line:
                return
        raise SystemExit("the demo ended before it said where its pages are")

    def close(self):
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)
        self.folder.cleanup()


class Person:
    """One browser, and who sits at it."""

    def __init__(self, town, login, pictures, dark=False, language="vi"):
        self.town, self.login, self.pictures = town, login, pictures
        options = Options()
        for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,1000",
                         "--disable-background-networking", "--disable-component-update", f"--lang={language}"]:
            options.add_argument(argument)
        options.add_experimental_option("prefs", {"intl.accept_languages": language})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.browser = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
        if dark:
            self.browser.execute_cdp_cmd(
                "Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": "dark"}]})

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.browser.quit()

    # What a person does.

    def go(self, path):
        self.browser.get(self.town.base + path)

    def one(self, selector):
        return self.wait(lambda: self.browser.find_elements(By.CSS_SELECTOR, selector))[0]

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def press(self, selector):
        element = self.one(selector)
        # Away from the edges, where the head of the page may lie over it.
        self.browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def wait(self, condition):
        return WebDriverWait(self.browser, PATIENCE).until(lambda _: condition())

    def keys(self, *keys):
        self.browser.switch_to.active_element.send_keys(*keys)

    @property
    def text(self):
        return self.one("main").text

    @property
    def path(self):
        return self.browser.current_url.removeprefix(self.town.base)

    def enter(self):
        """Logs in by the one-time password, changes it, and stands where the work is."""
        self.go("/")
        assert self.path.startswith("/login"), self.path
        self.look("login")
        self.one("[name=login]").send_keys(self.login)
        self.one("[name=password]").send_keys(self.town.passwords[self.login])
        self.press("main button[type=submit]")
        self.one("input[autocomplete=new-password]")
        self.look("login-change")
        for field in self.all("input[autocomplete=new-password]"):
            field.send_keys(PASSWORD)
        for field in self.all("input[autocomplete=current-password]"):
            field.send_keys(self.town.passwords[self.login])
        self.press("main button[type=submit]")
        self.wait(lambda: not self.path.startswith("/login"))

    # What every page must be.

    def look(self, name):
        self.one("h1")
        self.picture(name, 1280)
        self.picture(name + "-360", 360)
        overflow = self.browser.execute_script("return document.documentElement.scrollWidth - innerWidth")
        assert overflow <= 0, f"{name} is {overflow} pixels too wide for 360"
        self.browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
        faults = self.faults()
        assert not faults, f"{name}: {faults}"
        self.listen(name)

    def faults(self):
        """The serious ones that axe-core finds."""
        self.browser.execute_script(AXE)
        return self.browser.execute_async_script(
            "const done = arguments[arguments.length - 1];"
            "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})"
            ".then(result => done(result.violations.filter(v => ['serious', 'critical'].includes(v.impact))"
            ".map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)).join(' | '))))")

    def picture(self, name, width):
        height = self.browser.execute_script("return document.documentElement.scrollHeight")
        self.browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": max(600, min(height, 2400)), "deviceScaleFactor": 1, "mobile": False})
        self.browser.save_screenshot(str(self.pictures / f"{self.login}-{name}.png"))

    def listen(self, name):
        wrong = [entry["message"] for entry in self.browser.get_log("browser") if entry["level"] == "SEVERE"]
        assert not wrong, f"{name}: {wrong}"
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                assert url.startswith((self.town.base, "data:", "blob:", "chrome-extension:", "chrome:")), \
                    f"{name} asks {url}"


def clerk(town, pictures):
    """Two clerks: one asks a document back, the other sees it at once, and answers."""
    with Person(town, "hoa.vt", pictures) as hoa, Person(town, "binh.vt", pictures, dark=True) as binh:
        hoa.enter()
        binh.enter()
        assert hoa.path == "/" and "Cần xử lý" in hoa.text
        for person in [hoa, binh]:
            person.look("todo")
            for name in ["incoming", "outgoing", "outgoing/returned", "outgoing/late", "incoming/late", "send"]:
                person.go("/" + name)
                person.look(name.replace("/", "-"))
        # By the keyboard alone: / searches everything, the arrows choose, Enter opens. Who types a code is led to its document.
        hoa.go("/")
        hoa.browser.find_element(By.TAG_NAME, "body").send_keys("/")
        hoa.keys("phong chay chua chay", Keys.ENTER)
        hoa.wait(lambda: hoa.path.startswith(("/search", "/documents/")))
        hoa.look("search")
        assert "phòng cháy, chữa cháy" in hoa.text
        hoa.browser.find_element(By.TAG_NAME, "body").send_keys("/")
        hoa.keys("15/CT-UBND", Keys.ENTER)
        hoa.wait(lambda: hoa.path.startswith("/documents/"))
        # In one list, without diacritics.
        hoa.go("/outgoing")
        hoa.one("#q").send_keys("ke hoach chuyen doi so", Keys.ENTER)
        hoa.wait(lambda: "q=ke" in hoa.path)
        assert "3125/QĐ-UBND" in hoa.text, hoa.text
        hoa.browser.find_element(By.TAG_NAME, "body").send_keys(Keys.ARROW_DOWN)
        hoa.keys(Keys.ENTER)
        hoa.wait(lambda: hoa.path.startswith("/documents/"))
        hoa.look("document-sent")
        # The PDF is shown in the page.
        hoa.press(".preview summary")
        hoa.one(".preview iframe")
        # Who has it, and the proof of it.
        receipt = hoa.one("a[href$='/receipt']").get_attribute("href")
        hoa.browser.get(receipt)
        hoa.wait(lambda: hoa.browser.execute_script("return document.querySelector('figure img').naturalWidth > 0"))
        hoa.look("receipt")
        hoa.browser.back()
        # Ask it back from one recipient; the other clerk's page changes by itself.
        binh.go("/")
        before = binh.one(".counters strong").text
        hoa.press("details.more > summary")
        hoa.press("input[name=recipient][value='H24.01']")
        hoa.press("form[action$='/recall'] button")
        assert "done=13" not in hoa.path, "a recall without its reason was sent"
        hoa.one("form[action$='/recall'] textarea").send_keys("Sai số liệu tại mục 3")
        hoa.press("form[action$='/recall'] button")
        hoa.wait(lambda: "done=13" in hoa.path)
        binh.wait(lambda: binh.one(".counters strong").text != before)
        binh.press(".list td.subject a")
        assert "Sai số liệu tại mục 3" in binh.text
        binh.look("document-asked-back")
        binh.press(".answer details > summary")
        binh.one(".answer textarea").send_keys("Đã xử lý xong, không thu hồi được")
        binh.press("button[value='16']")
        binh.wait(lambda: "done=16" in binh.path)
        hoa.browser.refresh()
        assert "Đã xử lý xong, không thu hồi được" in hoa.browser.page_source
        # In English, and back; the account's own page.
        binh.press(".language button")
        binh.wait(lambda: binh.browser.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en")
        binh.look("document-english")
        binh.go("/account")
        binh.look("account")
        # Log out: the page is nobody's any more.
        binh.press(".person summary")
        binh.press("form[action='/logout'] button")
        binh.go("/incoming")
        assert binh.path.startswith("/login"), binh.path


def leader(town, pictures):
    with Person(town, "lan.ld", pictures) as lan:
        lan.enter()
        assert lan.path.startswith("/figures")
        for grouping in ["day", "month", "agency", "level", "kind"]:
            lan.go(f"/figures?by={grouping}")
            lan.look(f"figures-{grouping}")
        assert lan.all("svg.chart rect"), "no bars"


def auditor(town, pictures):
    """Verifies the journal in the browser, and finds what is altered."""
    with Person(town, "giang.kt", pictures) as giang:
        giang.enter()
        giang.wait(lambda: giang.path == "/journal")
        giang.look("journal")
        # That faults are found at all.
        giang.browser.execute_script("document.querySelector('main').append(document.createElement('img'))")
        assert any(fault.startswith("image-alt") for fault in giang.faults())
        for what in ["shown", "all"]:
            giang.press(f"button[value={what}]")
            giang.wait(lambda: giang.one(".result").text.startswith(("✓", "✗")))
            assert giang.one(".result").text.startswith("✓"), giang.one(".result").text
        giang.browser.execute_script("document.querySelector('[data-entry]').dataset.entry += ' '")
        giang.press("button[value=shown]")
        giang.wait(lambda: giang.one(".result").text.startswith("✗"))
        giang.press(".list td .links a")
        giang.wait(lambda: giang.path.startswith("/documents/"))
        assert not giang.all(".acts"), "an auditor may act"


def operator(town, pictures):
    with Person(town, "hai.vh", pictures) as hai:
        hai.enter()
        hai.wait(lambda: hai.path == "/operation")
        for name in ["", "/queue", "/parked", "/agencies", "/agencies/H24.01"]:
            hai.go("/operation" + name)
            hai.look("operation" + name.replace("/", "-"))
        hai.go("/operation/agencies/H24.01")
        hai.press("details.more > summary")
        hai.one("#name").send_keys("Phần mềm văn phòng")
        hai.press("form[action$='/token'] button")
        hai.wait(lambda: "chỉ hiện một lần" in hai.text)
        hai.look("token")


def main():
    program, pictures = os.path.abspath(sys.argv[1]), Path(sys.argv[2])
    pictures.mkdir(parents=True, exist_ok=True)
    town = Town(program)
    try:
        for part in [clerk, leader, auditor, operator]:
            start = time.monotonic()
            part(town, pictures)
            print(f"✓ {part.__name__}: {time.monotonic() - start:.0f} s", flush=True)
    finally:
        town.close()
    print(f"the pages stand as pictures in {pictures}")


if __name__ == "__main__":
    main()
