"""Who is reading or writing at this moment, so that a database is closed between two of them."""

import threading


class Traffic:
    """A count of transactions; safe to share between threads."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._inside, self.has_ended = 0, False

    def enter(self) -> bool:
        """Begin a transaction; False, and nothing begun, after the end."""
        with self._turn:
            if self.has_ended:
                return False
            self._inside += 1
            return True

    def leave(self) -> None:
        """End a transaction."""
        with self._turn:
            self._inside -= 1
            self._turn.notify_all()

    def end(self) -> None:
        """Let nobody begin any more."""
        with self._turn:
            self.has_ended = True

    def wait_for_nobody(self, seconds: float) -> bool:
        """Whether all transactions came to their end within this time."""
        with self._turn:
            return self._turn.wait_for(lambda: not self._inside, seconds)
