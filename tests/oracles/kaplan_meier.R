# Records what R's survival::survfit prints with conf.type = "log-log", as the oracle of kaplan_meier.rs.
# Run: Rscript kaplan_meier.R > kaplan_meier.json   (Debian: r-base-core, r-cran-survival; no other package)
suppressPackageStartupMessages(library(survival))

# pseudo-random but repeatable without R's generator: a linear congruential sequence in 0..m-1
lcg <- function(n, seed, m) { x <- seed; out <- integer(n); for (i in 1:n) { x <- (x * 16807) %% 2147483647; out[i] <- x %% m }; out }

aml1 <- subset(aml, x == "Maintained"); aml0 <- subset(aml, x == "Nonmaintained")
cases <- list(
  aml = list(aml$time, aml$status, 0.95),
  aml_maintained = list(aml1$time, aml1$status, 0.95),
  aml_nonmaintained = list(aml0$time, aml0$status, 0.95),
  ovarian = list(ovarian$futime, ovarian$fustat, 0.95),
  veteran = list(veteran$time, veteran$status, 0.95),
  lung = list(lung$time, lung$status - 1, 0.95),
  lung_99 = list(lung$time, lung$status - 1, 0.99),
  lung_50 = list(lung$time, lung$status - 1, 0.5),
  gehan_6mp = list(c(6,6,6,6,7,9,10,10,11,13,16,17,19,20,22,23,25,32,32,34,35), c(1,1,1,0,1,0,1,0,0,1,1,0,0,0,1,1,0,0,0,0,0), 0.95),
  all_censored = list(c(1, 2, 3), c(0, 0, 0), 0.95),
  all_observed = list(c(4, 1, 3, 9, 7), c(1, 1, 1, 1, 1), 0.95),
  one_observed = list(5, 1, 0.95),
  one_censored = list(5, 0, 0.95),
  two_observed = list(c(3, 8), c(1, 1), 0.95),
  half_flat_then_step = list(c(1, 2, 3, 4), c(1, 1, 1, 1), 0.95),
  half_flat_with_censoring_between = list(c(1, 2, 3, 4, 5, 6), c(1, 1, 1, 0, 0, 1), 0.95),
  half_flat_to_the_end = list(c(1, 2, 3, 4), c(1, 1, 0, 0), 0.95),
  ties = list(c(5, 5, 5, 5, 5, 8, 8, 8, 12, 12), c(1, 0, 1, 0, 1, 0, 1, 1, 0, 1), 0.95),
  all_at_one_time = list(c(2, 2, 2, 2), c(1, 1, 1, 1), 0.95),
  half_at_one_time = list(c(2, 2, 2, 2), c(1, 0, 1, 0), 0.95),
  negative = list(c(-3, -1, 0, 2, 5, 5), c(0, 1, 0, 1, 1, 1), 0.95),
  all_negative = list(c(-30, -12, -12, -7, -1), c(1, 1, 0, 1, 0), 0.95),
  fractional = list(c(0.5, 1.25, 1.25, 2.75, 3.5, 4.125), c(1, 0, 1, 1, 0, 1), 0.95),
  late_events = list(c(1, 2, 3, 4, 50, 60), c(0, 0, 0, 0, 1, 1), 0.95),
  drawn_200 = list(lcg(200, 11, 90) - 20, as.integer(lcg(200, 77, 3) > 0), 0.95),
  drawn_400 = list(lcg(400, 5, 1500) - 100, as.integer(lcg(400, 123, 4) > 2), 0.95)
)
# 200 tiny samples with few distinct times: where flat stretches at a half, ties and ends meet
for (k in 1:200) {
  n <- 2 + k %% 9
  cases[[paste0("tiny_", k)]] <- list(lcg(n, 1000 + k, 7) - 2, as.integer(lcg(n, 5000 + k, 3) > 0), 0.95)
}

num <- function(x) ifelse(is.na(x) | is.nan(x) | is.infinite(x), "null", sprintf("%.17g", x))
arr <- function(x) paste0("[", paste(num(x), collapse = ","), "]")
one <- function(name, time, status, level) {
  f <- survfit(Surv(time, status) ~ 1, conf.type = "log-log", conf.int = level)
  t <- summary(f)$table
  paste0('{"name":"', name, '","confidence":', num(level), ',"time":', arr(time), ',"observed":', arr(status),
    ',"curve":{"time":', arr(f$time), ',"at_risk":', arr(f$n.risk), ',"events":', arr(f$n.event),
    ',"censored":', arr(f$n.censor), ',"survival":', arr(f$surv), ',"standard_error":', arr(f$std.err * f$surv),
    ',"low":', arr(f$lower), ',"high":', arr(f$upper), '}',
    ',"median":', num(t[["median"]]), ',"median_low":', num(t[[length(t) - 1]]), ',"median_high":', num(t[[length(t)]]),
    ',"naive_median":', if (any(status == 1)) num(median(time[status == 1])) else "null", '}')
}
cat('{"source":"', R.version.string, ", survival ", as.character(packageVersion("survival")), '","cases":[\n', sep = "")
cat(paste(mapply(function(n, c) one(n, c[[1]], c[[2]], c[[3]]), names(cases), cases), collapse = ",\n"), "\n]}\n", sep = "")
