"""Union-find with a veto: what is in conflict never ends up together, whatever chain of pairs may lead there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Clusters:
    """Numbers 0 to size - 1 that are joined one pair after the other.

    The result depends on the order of the pairs, so callers sort them.
    """

    def __init__(self, size: int, *, conflict: Callable[[Sequence[int], Sequence[int]], bool] | None = None) -> None:
        """Start with every number alone.

        Args:
            size: how many numbers.
            conflict: says of the members of two clusters whether they may not be joined.
        """
        self._parent = list(range(size))
        self._members: dict[int, list[int]] = {}
        self._reasons: dict[int, list[str]] = {}
        self._conflict = conflict

    def find(self, number: int) -> int:
        """The lowest number of the cluster that a number is in."""
        root = number
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[number] != root:
            self._parent[number], number = root, self._parent[number]
        return root

    def members(self, number: int) -> list[int]:
        """The numbers that share a cluster with a number, in no order."""
        root = self.find(number)
        return self._members.get(root, [root])

    def join(self, one: int, other: int, reason: str = "") -> bool:
        """Put two clusters together unless they are in conflict.

        Returns:
            True where the two are one cluster now.
        """
        low, high = sorted((self.find(one), self.find(other)))
        if low != high:
            if self._conflict is not None and self._conflict(self.members(low), self.members(high)):
                return False
            self._unite(low, high, reason)
        return True

    def force(self, one: int, other: int) -> None:
        """Put two clusters together whatever stands against it, as a person has decided."""
        low, high = sorted((self.find(one), self.find(other)))
        if low != high:
            self._unite(low, high, "")

    def _unite(self, low: int, high: int, reason: str) -> None:
        mine, theirs = self.members(low), self.members(high)
        self._parent[high] = low
        mine.extend(theirs)
        self._members[low] = mine
        self._members.pop(high, None)
        if high in self._reasons:
            self._reasons.setdefault(low, []).extend(self._reasons.pop(high))
        if reason:
            self._reasons.setdefault(low, []).append(reason)

    def groups(self) -> list[tuple[tuple[int, ...], tuple[str, ...]]]:
        """All clusters: members ascending and reasons sorted; by lowest member."""
        return [
            (tuple(sorted(self._members[root])), tuple(sorted(set(self._reasons.get(root, ())))))
            if root in self._members
            else ((root,), ())
            for root, parent in enumerate(self._parent)
            if root == parent
        ]
