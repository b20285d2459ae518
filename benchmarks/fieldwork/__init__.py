"""From the spec to the questionnaire, the sample and the interviews."""
