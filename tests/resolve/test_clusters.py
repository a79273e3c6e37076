from __future__ import annotations

from typing import TYPE_CHECKING

from graphkit.resolve.clusters import Clusters

if TYPE_CHECKING:
    from collections.abc import Sequence


def test_joined_numbers_share_a_cluster_and_keep_their_reasons() -> None:
    clusters = Clusters(5)
    assert clusters.join(3, 1, "b")
    assert clusters.join(1, 4, "a")
    assert clusters.join(3, 4, "not kept, since nothing new")
    assert clusters.groups() == [((0,), ()), ((1, 3, 4), ("a", "b")), ((2,), ())]
    assert clusters.find(4) == 1


def test_a_veto_holds_against_chains() -> None:
    def enemies(left: Sequence[int], right: Sequence[int]) -> bool:
        return {0, 2} <= {*left, *right}

    clusters = Clusters(3, conflict=enemies)
    assert clusters.join(0, 1)
    assert not clusters.join(1, 2)
    assert [members for members, _ in clusters.groups()] == [(0, 1), (2,)]
