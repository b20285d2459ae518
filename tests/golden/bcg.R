# Made with metafor (Viechtbauer 2010, Journal of Statistical Software 36, 3) on its example of BCG vaccine trials.
# Its published output for REML with Knapp and Hartung stands in bcg.json.
library(metafor)
dat <- escalc(measure = "RR", ai = tpos, bi = tneg, ci = cpos, di = cneg, data = dat.bcg)
res <- rma(yi, vi, data = dat, method = "REML", test = "knha")
print(res)
