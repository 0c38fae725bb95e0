/** The assembly: what the service consists of, how it starts and stops. Never knows the stand-in or the drills. */
package io.ctpfeed.service;
