"""How many stories a page serves, and who is tied to whom."""

from graphs.trace.joining import joined
from graphs.trace.pages import stories


def test_one_story_in_several_wordings_is_one():
    """Labels that share four words and two in five are one story, in spaced and unspaced scripts."""
    told = [
        "Harbour council of Eastmere will close the fish market",
        "Shame: the harbour council will close our fish market",
        "Upper Brin school board refuses to repair the northern tunnel",
    ]
    assert stories(told) == 2
    assert stories(["港口议会将关闭旧鱼市场", "听说港口议会将关闭旧鱼市场了", "学校董事会拒绝修理隧道"]) == 2
    assert stories(["", "", ""]) == 3


def test_pairs_tie_groups():
    """Each thing has the least of its group."""
    assert joined(6, [(4, 2), (2, 5), (0, 1)]).tolist() == [0, 0, 2, 3, 2, 2]
    assert joined(2, []).tolist() == [0, 1]
