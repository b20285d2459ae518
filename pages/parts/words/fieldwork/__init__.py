"""Words of the rooms in which a round is asked: questionnaire, sample, interviews."""
