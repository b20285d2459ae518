"""Wording of what is wrong with a mapping, one sentence a code; each is a msgid."""

MAPPINGS: dict[str, str] = {
    "mapping_no_json": "A mapping is a JSON text, and this is none: {why}.",
    "mapping_no_text": "A mapping is a JSON text in UTF-8, and this file is none.",
    "mapping_form": 'A mapping is written {{"mapping": 1, "columns": {{...}}, "recode": {{...}}, "ignored": [...]}}.',
    "mapping_said_twice": "{name} stands twice in one place.",
    "mapping_version": '"mapping" names the version, which is {version}; got {got}.',
    "mapping_part": "A mapping has no {name}; it has {known}.",
    "mapping_columns": '"columns" gives each column of the file the id of one of the contract, such as '
    '{{"Q1": "satisfaction"}}.',
    "mapping_one_target": "{names} are all mapped to {target}: only one column can be.",
    "mapping_ignored": '"ignored" is a list of columns of the file.',
    "mapping_mapped_ignored": "{column} is both mapped and ignored.",
    "mapping_recode": '"recode" gives columns of the file a recoding, such as {{"Q1": {{"reversed": true}}}}.',
    "mapping_recoded_ignored": "{column} is both recoded and ignored.",
    "mapping_asked": '"asked" is as the questionnaire wrote it: its sector, its version, and a print of each question.',
    "mapping_spellings": "{column} stands there in two spellings.",
    "mapping_missing": '"missing" is a list of words that mean no answer.',
    "mapping_kept": '"kept" is a list of samples whose rows stay.',
    "recode_form": "Recoding of {column}: it holds {known}; got {got}.",
    "recode_part": "Recoding of {column}: there is no {name}; it holds {known}.",
    "recode_words": 'Recoding of {column}: words give each answer a number or a code, such as {{"很满意": 5}}; null '
    "where it means no answer.",
    "recode_scale": 'Recoding of {column}: a scale is written {{"from": [1, 5], "to": [1, 10]}}, the lower end of each '
    "first.",
    "recode_truth": "Recoding of {column}: {name} is true or false; got {got}.",
    "recode_blank": 'Recoding of {column}: blank says what an empty cell stands for, such as "no", or "block"; "" '
    "where it means no answer.",
    "recode_unit": "Recoding of {column}: unit is a text such as mg/m3; got {got}.",
    "recode_k": "Recoding of {column}: k is the coverage factor of the uncertainty, such as 2; got {got}.",
    "recode_no_indicator": "{column} is no indicator: only answers to one have a scale, or can be reversed.",
    "manner_form": '"reading" says how the file is to be read, such as {{"hidden": "left out"}}.',
    "manner_part": '"reading" has no {name}; it has {known}.',
    "manner_sheet": '"sheet" is the name of a sheet of the workbook.',
    "manner_hidden": '"hidden" rows and columns are one of {known}.',
    "manner_long": '"long" says what columns of results are: {known}.',
    "manner_table": '"table" is the number of one of the tables that stand side by side, from 1.',
    "manner_marked": '"marked" rows, called averages or the like in a column, are one of {known}.',
    "manner_parallel": '"parallel" says what rows of parallel samples are: {known}.',
    "manner_encoding": '"encoding" is one of {known}.',
}
