"""What is used of Streamlit without being public: one test for each use, which says what a new release has broken."""

import inspect
import re

import streamlit as st
from streamlit import net_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.pages_manager import PagesManager
from streamlit.testing.v1 import AppTest
from streamlit.web.server import server_util
from streamlit.web.server.starlette import starlette_auth_routes, starlette_routes

from pages.parts.shell import internals, messages
from tests.pages.test_mode import OTHER


def test_a_folder_named_pages_is_still_left_alone_on_request(monkeypatch):
    broke = "Streamlit would list and run the files of pages/ itself, past the sign-in: find the new switch for it"
    assert "uses_pages_directory" in vars(PagesManager), broke
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    internals.list_no_folder()
    assert PagesManager.uses_pages_directory is False, broke


def test_the_server_s_first_page_is_still_where_its_inline_scripts_are_read():
    broke = "the browser would show a white page, its inline scripts blocked: find where Streamlit keeps its first page"
    page = internals.first_page()
    assert '<div id="root">' in page, broke
    assert re.search(r"<script>.+?</script>", page, re.DOTALL), broke


def test_the_meters_are_still_at_the_address_that_is_closed():
    broke = "the server's meters would be open at another address: close that one"
    assert internals.METRICS == "/" + starlette_routes.ROUTE_METRICS, broke


def test_the_provider_still_sends_browsers_back_to_the_address_that_is_let_through():
    broke = "nobody could sign in: browsers that come back from the provider would be told that there is no such page"
    assert starlette_auth_routes._ROUTE_OAUTH_CALLBACK == internals.CALLBACK, broke


def test_a_part_of_columns_is_still_of_the_type_that_annotations_name():
    broke = "annotations would name a type that is gone: find what st.columns gives now"
    assert type(st.sidebar).__name__ == "DeltaGenerator", broke
    assert inspect.getmodule(type(st.sidebar)).__name__ == "streamlit.delta_generator", broke


def test_secrets_that_are_not_there_are_still_told_from_secrets_that_cannot_be_read():
    broke = "a server without secrets would not start: has_provider waits for a file that is not found"
    from streamlit.errors import StreamlitSecretNotFoundError

    assert issubclass(StreamlitSecretNotFoundError, FileNotFoundError), broke


def test_a_request_still_has_an_address_and_headers_by_which_another_machine_is_known():
    broke = "local mode could not tell this machine from another: find where Streamlit says who asks"
    given = {name for name, _ in inspect.getmembers(type(st.context), lambda each: isinstance(each, property))}
    assert set(vars(OTHER)) <= given, broke


def test_a_browser_s_messages_still_name_their_kind():
    broke = "every message of a browser would be refused, or a harmful one let through: find how kinds are named now"
    asked = {field.name for field in BackMsg.DESCRIPTOR.oneofs_by_name["type"].fields}
    known = {"clear_cache", "set_run_on_save", "load_git_info", "debug_disconnect_websocket", "debug_shutdown_runtime"}
    assert asked == messages.NEEDED | known | {internals.OPERATION}, broke
    assert internals.kind_of(BackMsg(clear_cache=True).SerializeToString()) == "clear_cache", broke
    operation = BackMsg()
    operation.backend_operation_request.install_skills.SetInParent()
    assert internals.kind_of(operation.SerializeToString()) == "backend_operation_request.install_skills", broke
    assert internals.kind_of(b"\xff\xff") == ""


def test_the_server_still_has_one_way_to_ask_for_its_address_and_it_is_taken(monkeypatch):
    broke = "the server would ask another host for this machine's address again: find who asks now"
    monkeypatch.setattr(net_util, "get_external_ip", net_util.get_external_ip)
    internals.ask_nobody_who_we_are()
    asked = []
    monkeypatch.setattr(net_util, "_make_blocking_http_get", lambda *said, **more: asked.append(said))
    assert not server_util.is_url_from_allowed_origins("http://elsewhere.example"), broke
    assert asked == [], broke


def test_files_are_still_put_at_the_address_that_names_the_session():
    broke = "a stranger could send files, or nobody: find where files are put now"
    assert f"/{starlette_routes._ROUTE_UPLOAD_FILE}" == internals.UPLOAD + "{session_id}/{file_id}", broke
    assert internals.is_upload("/quality/_stcore/upload_file/abc/def") and not internals.is_upload("/_stcore/stream")
    assert internals.session_of_upload("/quality/_stcore/upload_file/abc/def") == "abc"


def test_a_script_still_knows_its_session():
    broke = "nobody could send a file: find how a script knows its session now"

    def script() -> None:
        import streamlit as st

        from pages.parts.shell import internals

        st.text(internals.session())

    assert AppTest.from_function(script).run().text[0].value != "", broke
    assert internals.session() == ""
