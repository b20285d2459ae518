# Makes cuts.json beside this file: school results by parts, each contrasted with the rest, as R survey says them.
# Run:  Rscript tests/golden/cuts.R     (Debian: r-base-core, r-cran-survey; made with R 4.2.2, survey 4.1-1)
# The tests read the JSON and need no R.
suppressPackageStartupMessages(library(survey))
here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE)))
read <- function(name) read.csv(file.path(here, "schools", paste0("schools_", name, ".csv")), stringsAsFactors = FALSE)

clustered <- read("clustered")
stratified <- read("stratified")
# Three parts of schools by their pupils, met in the same districts; of the other file its strata.
parted <- function(d) { d$award <- as.integer(d$award == "Yes"); d$part <- ifelse(d$enrolment < 300, "small", ifelse(d$enrolment < 600, "middle", "large")); d }
clustered <- parted(clustered)
stratified <- parted(stratified)
stratified$layer <- stratified$stratum
designs <- list(clustered = list(svydesign(ids = ~psu, weights = ~weight, data = clustered), "part"),
                stratified = list(svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = stratified), "layer"),
                stratified_by_size = list(svydesign(ids = ~1, strata = ~stratum, weights = ~weight, data = stratified), "part"))
rows <- list()
for (name in names(designs)) {
  design <- designs[[name]][[1]]; column <- designs[[name]][[2]]
  for (who in c("all", "E")) for (what in c("score_2000", "award")) {
    whole <- if (who == "all") design else subset(design, enterprise == who)
    parts <- sort(unique(whole$variables[[column]]))
    if (length(parts) < 2) next
    for (part in parts) {
      update <- whole; update$variables$inside <- as.integer(update$variables[[column]] == part)
      update$variables$y <- update$variables[[what]]
      by <- svyby(~y, ~inside, update, svymean, covmat = TRUE, na.rm = TRUE)
      contrast <- svycontrast(by, c("1" = 1, "0" = -1))
      rows[[length(rows) + 1]] <- sprintf('{"file": "%s", "enterprise": "%s", "indicator": "%s", "part": "%s", "estimate": %.17g, "se": %.17g, "gap": %.17g, "gap_se": %.17g}',
        name, who, what, part, coef(by)[["1"]], SE(by)[by$inside == 1], as.numeric(coef(contrast)), as.numeric(SE(contrast)))
    }
  }
}
made_by <- sprintf("Rscript tests/golden/cuts.R; %s, survey %s", R.version.string, packageVersion("survey"))
writeLines(c(sprintf('{"made_by": "%s", "rows": [', made_by), paste0(" ", paste(unlist(rows), collapse = ",\n ")), "]}"), file.path(here, "cuts.json"))
