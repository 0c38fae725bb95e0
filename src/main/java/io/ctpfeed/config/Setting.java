package io.ctpfeed.config;

/**
 * A value as someone gave it.
 *
 * @param text not blank
 * @param origin where: {@code config/application.properties:12}, {@code environment variable CTP_PRIMARY_FRONTS}
 */
record Setting(String text, String origin) {}
