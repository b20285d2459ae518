"""What a file may weigh, each limit with its reason."""

MEGABYTE = 1024 * 1024

# A year of answers of a whole sector (1,000,000 responses of 30 columns) is 105 MB as CSV.
FILE_BYTES = 200 * MEGABYTE
# 5,000,000 rows of 30 columns stay under 1 GB of memory as dictionary codes (4 bytes a cell).
FILE_ROWS = 5_000_000
# The longest surveys ask some hundred questions; each column costs fixed memory however few rows it has.
FILE_COLUMNS = 2_000
# 2,000 columns of 2,000 characters each, in four bytes; one line of 100 MB took half a minute to take apart.
LINE_BYTES = 16 * MEGABYTE
# One cell for each byte of the largest file would still fit; a few bytes of a .sav or Parquet file can claim far more.
FILE_CELLS = 150_000_000

# 12 million cells: beyond it a workbook takes minutes and gigabytes to read, and CSV takes seconds.
XLSX_BYTES = 400 * MEGABYTE
# Cells of the rectangle that holds all data: one stray cell in the last corner of a sheet would claim 17,179,869,184.
XLSX_CELLS = 15_000_000
# A text that a thousand cells share is stored once and read a thousand times.
XLSX_TEXT_BYTES = 512 * MEGABYTE
# Bytes from which on a text counts with all its copies; 500 MB of such texts took 3.7 GB, a code or a word stands once.
LONG_TEXT, LONG_TEXT_COPIES = 1000, 8
# Deflate cannot pass 1032:1; sheets of a single repeated value stay below 150:1, pictures and text below 30:1.
ZIP_RATIO = 300
# Small parts are let through at any ratio: they cannot do harm.
ZIP_RATIO_FROM = 8 * MEGABYTE
# Excel itself writes some dozen parts; every part of an archive costs time to look at.
ZIP_PARTS = 5_000

# Bytes looked at to tell the delimiter and the header.
SAMPLE_BYTES = MEGABYTE
# Rows looked at to tell the delimiter and the header: titles and notes above a table are shorter than this.
SAMPLE_ROWS = 30
# Problems of one kind that are listed singly; the rest are counted. A wrong file can have millions.
LISTED = 10_000
# Rows of a wrong length that are taken out of the quick reading one by one; with more, all is read record by record.
MISFITS = 50_000

# Parquet packs repeated values to almost nothing; 5,000,000 rows of 30 numbers are 1.2 GB in memory.
PARQUET_BYTES = 2048 * MEGABYTE
# Rows of a Parquet file that are turned into text at a time.
PARQUET_ROWS = 250_000

# What a library or unpacking has a part in is read in a process of its own, which gets no more than this.
# A workbook of 6 million cells takes 0.5 to 0.75 GB of it; an SPSS file of 12 million cells is read within it.
READ_MEMORY_BYTES = 1024 * MEGABYTE
READ_SECONDS = 300
# Each may take all of that memory and a processor: who comes fourth waits, and is told so.
READERS_AT_ONCE = 3
# Cells of an SPSS or Stata file that are turned into Python objects at a time: some 300 MB.
SPSS_CELLS = 4_000_000

# Messages of one browser: a person who clicks fast sends 3 a second, a page with many widgets some at once.
MESSAGES_A_SECOND = 10
MESSAGES_AT_ONCE = 60

# What one person sends in an hour: a whole year's files of a sector, each tried several times.
SENT_FILES_AN_HOUR = 300
SENT_BYTES_AN_HOUR = 2048 * MEGABYTE
