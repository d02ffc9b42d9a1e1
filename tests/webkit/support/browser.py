"""A WebKitGTK window that keeps its profile in a folder and is steered by WebKitWebDriver.

The example browser that comes with the driver forgets everything when it ends; this one is there to be ended and
started again. Usage: browser.py PROFILE_FOLDER WIDTH HEIGHT
"""

import sys

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import Gtk, WebKit2  # noqa: E402

# Off by default in this build; Safari has them.
LIKE_SAFARI = {"StorageAPI", "StorageAPIEstimate", "FileSystem", "AccessHandle", "FileSystemWritableStream"}


def make_settings():
    settings = WebKit2.Settings()
    features = WebKit2.Settings.get_all_features()
    for at in range(features.get_length()):
        feature = features.get(at)
        if feature.get_identifier() in LIKE_SAFARI:
            settings.set_feature_enabled(feature, True)
    return settings


def main(profile, width, height):
    store = WebKit2.WebsiteDataManager(base_data_directory=f"{profile}/data", base_cache_directory=f"{profile}/cache")
    context = WebKit2.WebContext(website_data_manager=store)
    context.set_automation_allowed(True)
    settings = make_settings()
    windows = []

    def open_window(_session):
        view = WebKit2.WebView(web_context=context, settings=settings, is_controlled_by_automation=True)
        window = Gtk.Window(default_width=width, default_height=height)
        window.add(view)
        window.show_all()
        windows.append(window)
        return view

    def begin(_context, session):
        said = WebKit2.ApplicationInfo()
        said.set_name("lane")
        said.set_version(WebKit2.get_major_version(), WebKit2.get_minor_version(), WebKit2.get_micro_version())
        session.set_application_info(said)
        session.connect("create-web-view", open_window)

    context.connect("automation-started", begin)
    Gtk.main()


main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
