"""What another association gives of its answers: sums of them, without any respondent."""
