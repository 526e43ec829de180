"""What a browser tab shows and sends, without the browser and without its connection.

It keeps the messages that the server may refer to later, and with each click it sends the values
of all fields on the screen, as the front end of Streamlit 1.67 does.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from tests.streamlit_internals import BackMsg, Element, ForwardMsg, WidgetState, is_end_of_run

_FINISHED = (
    ForwardMsg.ScriptFinishedStatus.FINISHED_SUCCESSFULLY,
    ForwardMsg.ScriptFinishedStatus.FINISHED_FRAGMENT_RUN_SUCCESSFULLY,
)


class Screen:
    """The elements of a page, and the messages by which it is opened, filled in and clicked."""

    def __init__(self) -> None:
        self._cached: dict[str, ForwardMsg] = {}
        self._last_used: dict[str, int] = {}
        self._runs_so_far = self._longest_age = 0
        self._values: dict[str, WidgetState] = {}
        self._page_script = ""
        self._is_finished = False
        self.query = self.session = ""
        self._drawn: list[_Drawn] = []
        self._parts_to_draw: set[str] = set()
        self.runs = 0
        """How often the script has begun to run since the last message of the tab."""

    @property
    def elements(self) -> list[Element]:
        """What the page shows, the latest last."""
        return [each.element for each in self._drawn]

    def opening(self, page: str = "", query: str = "") -> bytes:
        """The message that shows a page, with the part of its address behind the `?`."""
        message = BackMsg()
        message.rerun_script.page_name = page
        self.query, self._page_script = query, ""
        return self._ready(message)

    def pressing(self, label: str) -> bytes:
        """The message that presses the button with this label."""
        button = self.button(label)
        return self._with_values(button, WidgetState(id=button, trigger_value=True))

    def filling_in(self, element_id: str, **value: Any) -> bytes:
        """The message that fills in a field: `string_value="…"`, or `bool_value=True`."""
        self.fill_in(element_id, **value)
        return self._with_values(element_id)

    def fill_in(self, element_id: str, **value: Any) -> None:
        """Fill in a field; the next message says so."""
        self._values[element_id] = WidgetState(id=element_id, **value)

    def button(self, label: str) -> str:
        """The id of the button with this label."""
        return next(str(each.id) for each in self.all("button") if each.label == label)

    def buttons(self) -> list[str]:
        """The labels of all buttons on the screen."""
        return [each.label for each in self.all("button")]

    def fields(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """The fields of an item on the screen, each with its id and a value that fits it."""
        for radio in self.all("radio"):
            if not radio.id.endswith(("-confidence", "-source")):
                yield radio.id, {"string_value": radio.options[0]}
        for typed in self.all("text_input"):
            yield typed.id, {"string_value": "7"}
        for box in self.all("checkbox")[:1]:
            yield box.id, {"bool_value": True}

    def all(self, kind: str) -> list[Any]:
        """The elements of one kind, such as `radio`."""
        return [getattr(each, kind) for each in self.elements if each.WhichOneof("type") == kind]

    def take(self, received: bytes) -> bool:
        """Draw what came; whether it was the last message that answers one of the tab."""
        found = ForwardMsg.FromString(received)
        kind = found.WhichOneof("type")
        self._draw(found, kind)
        # A run that was ended by another one has an end, too.
        self._is_finished |= is_end_of_run(found) and found.script_finished in _FINISHED
        is_last = self._is_finished and kind == "session_status_changed"
        if is_last:
            self._forget()
        return is_last

    def _with_values(self, changed: str, *pressed: WidgetState) -> bytes:
        message = BackMsg()
        message.rerun_script.fragment_id = self._part_with(changed)
        message.rerun_script.widget_states.widgets.extend([*self._values.values(), *pressed])
        return self._ready(message)

    def _part_with(self, element_id: str) -> str:
        """The part of the page that an element belongs to; empty if it is the whole page."""
        found = (each.part for each in self._drawn if _id_of(each.element) == element_id)
        return next(found, "")

    def _ready(self, message: BackMsg) -> bytes:
        message.rerun_script.query_string = self.query
        message.rerun_script.page_script_hash = self._page_script
        message.rerun_script.cached_message_hashes.extend(self._cached)
        self.runs, self._is_finished = 0, False
        return bytes(message.SerializeToString())

    def _draw(self, message: ForwardMsg, kind: str | None) -> None:
        if message.metadata.cacheable:
            self._cached[message.hash] = message
            self._last_used[message.hash] = self._runs_so_far
        match kind:
            case "new_session":
                self.session = message.new_session.initialize.session_id
                self.runs += 1
                self._parts_to_draw = set(message.metadata.run.fragment_ids)
                if not self._parts_to_draw:
                    self._drawn = []
                self._longest_age = message.new_session.config.max_cached_message_age
            case "navigation":
                self._page_script = message.navigation.page_script_hash
            case "page_info_changed":
                self.query = message.page_info_changed.query_string
            case "ref_hash":
                self._last_used[message.ref_hash] = self._runs_so_far
                self._show(self._cached[message.ref_hash], message)
            case "delta" if message.delta.HasField("new_element"):
                self._show(message, message)
            case "delta" if message.delta.fragment_id in self._parts_to_draw:
                # A part begins with a block, and all that stood in it goes, other parts as well.
                self._parts_to_draw.remove(message.delta.fragment_id)
                path = tuple(message.metadata.delta_path)
                self._drawn = [each for each in self._drawn if each.path[: len(path)] != path]

    def _show(self, message: ForwardMsg, sent: ForwardMsg) -> None:
        path, delta = tuple(sent.metadata.delta_path), message.delta
        self._drawn.append(_Drawn(delta.fragment_id, path, delta.new_element))

    def _forget(self) -> None:
        """Drop old messages and the values of fields that are gone, as the front end does."""
        self._runs_so_far += 1
        for name, last_used in list(self._last_used.items()):
            if self._runs_so_far - last_used > self._longest_age:
                del self._cached[name], self._last_used[name]
        shown = {_id_of(each) for each in self.elements}
        self._values = {name: each for name, each in self._values.items() if name in shown}


class _Drawn(NamedTuple):
    """An element, the part of the page that it belongs to, if any, and its place in the page."""

    part: str
    path: tuple[int, ...]
    element: Element


def _id_of(element: Element) -> str:
    kind = element.WhichOneof("type")
    return str(getattr(getattr(element, kind), "id", "")) if kind else ""
