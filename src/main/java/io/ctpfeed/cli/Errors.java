package io.ctpfeed.cli;

import io.ctpfeed.config.ConfigException;
import io.ctpfeed.service.ServiceException;
import io.ctpfeed.source.SourceUnavailableException;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns what commands throw into lines on standard error that begin with {@code ctpfeed:}, and an exit code. */
final class Errors implements IExecutionExceptionHandler, IParameterExceptionHandler {
    static final String PREFIX = "ctpfeed: ";

    private final Debug debug;

    Errors(Debug debug) {
        this.debug = debug;
    }

    @Override
    public int handleExecutionException(Exception error, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        lines(error).forEach(line -> err.println(PREFIX + line));
        if (debug.on()) {
            error.printStackTrace(err);
        }
        err.flush();
        return code(error).code();
    }

    @Override
    public int handleParseException(ParameterException error, String[] args) {
        CommandLine command = error.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(PREFIX + UsageText.of(error));
        if (debug.on()) {
            error.printStackTrace(err);
        }
        err.flush();
        return ExitCode.USAGE.code();
    }

    private static List<String> lines(Exception error) {
        if (error instanceof ConfigException config) {
            return config.findings().stream().map(Object::toString).toList();
        }
        if (error instanceof ServiceException service) {
            return service.lines();
        }
        if (error instanceof CommandFailed || error instanceof SourceUnavailableException) {
            return List.of(oneLine(error.getMessage()));
        }
        return List.of("unexpected error: " + oneLine(error.toString()) + "; --debug shows where");
    }

    private static ExitCode code(Exception error) {
        if (error instanceof ConfigException
                || error instanceof ServiceException
                || error instanceof SourceUnavailableException) {
            return ExitCode.CONFIGURATION;
        }
        return error instanceof CommandFailed failed ? failed.exitCode() : ExitCode.PROOF_FAILED;
    }

    private static String oneLine(String text) {
        return String.valueOf(text).replaceAll("\\s*\\R\\s*", " ");
    }
}
