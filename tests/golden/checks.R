# Drawn lots: shares by survey 4.1-1 (R 4.x, Debian r-cran-survey): Rscript checks.R > checks.json
library(survey)
options(survey.lonely.psu = "adjust", digits = 17)
set.seed(20261130)
n <- 400
lots <- data.frame(maker = sprintf("M%02d", sample(1:24, n, TRUE)), place = sample(c("production", "shop"), n, TRUE))
lots$stratum <- c("a", "b", "c", "d")[(as.integer(substr(lots$maker, 2, 3)) - 1) %/% 8 + 1]
lots$stratum[lots$maker == "M24"] <- "d"
lots$prob <- round(0.05 + 0.9 * runif(n), 3)
lots$fails <- rbinom(n, 1, ifelse(lots$place == "shop", 0.2, 0.1))
design <- svydesign(ids = ~maker, strata = ~stratum, weights = ~I(1 / prob), data = lots, nest = TRUE)
mean <- svymean(~fails, design)
parts <- svyby(~fails, ~place, design, svymean, covmat = TRUE)
gap <- svycontrast(parts, c(production = -1, shop = 1))
rows <- function(x) paste0("[", paste(x, collapse = ", "), "]")
quoted <- function(x) rows(paste0("\"", x, "\""))
cat("{", "\"made\": \"tests/golden/checks.R, survey ", as.character(packageVersion("survey")), ", R ", as.character(getRversion()), "\",\n",
    "\"maker\": ", quoted(lots$maker), ",\n\"stratum\": ", quoted(lots$stratum), ",\n\"place\": ", quoted(lots$place),
    ",\n\"prob\": ", rows(lots$prob), ",\n\"fails\": ", rows(lots$fails),
    ",\n\"mean\": ", format(coef(mean)[[1]], digits = 17), ", \"se\": ", format(SE(mean)[[1]], digits = 17), ", \"df\": ", degf(design),
    ",\n\"production\": ", format(coef(parts)[["production"]], digits = 17), ", \"shop\": ", format(coef(parts)[["shop"]], digits = 17),
    ",\n\"gap\": ", format(coef(gap)[[1]], digits = 17), ", \"gap_se\": ", format(SE(gap)[[1]], digits = 17), "}\n", sep = "")
