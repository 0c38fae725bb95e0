package io.ctpfeed.service.duty;

import io.ctpfeed.session.DayPart;
import java.time.LocalDateTime;

/**
 * A duty, due at a moment.
 *
 * @param part of the day that it is for
 * @param at Asia/Shanghai
 */
public record Due(Duty duty, DayPart part, LocalDateTime at) {}
