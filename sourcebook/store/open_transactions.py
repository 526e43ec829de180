"""How many transactions are open, so that a database is never closed in the middle of one."""

import threading


class Traffic:
    """A count of transactions; safe to share between threads."""

    def __init__(self) -> None:
        self._turn = threading.Condition()
        self._inside, self.has_ended = 0, False

    def enter(self) -> bool:
        """Begin a transaction; False if none may begin any more."""
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
        """Let no other transaction begin."""
        with self._turn:
            self.has_ended = True

    def wait_for_nobody(self, seconds: float) -> bool:
        """Wait until no transaction is open; False if that takes longer."""
        with self._turn:
            return self._turn.wait_for(lambda: not self._inside, seconds)
