"""Scores put together: index, ranks, boards, advice, receipts."""
