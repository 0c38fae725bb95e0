package io.ctpfeed.cli;

import io.ctpfeed.config.NearestName;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.MutuallyExclusiveArgsException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with how a command was called, in plain words: what, the value, what to do. Stateless. */
final class UsageText {
    private UsageText() {}

    /** One line, without an end. */
    static String of(ParameterException error) {
        String command = error.getCommandLine().getCommandSpec().qualifiedName();
        return problem(error).replaceAll("\\s*\\R\\s*", " ") + "; see " + command + " --help";
    }

    private static String problem(ParameterException error) {
        if (error instanceof UnmatchedArgumentException unmatched) {
            return unmatched(unmatched);
        }
        if (error instanceof MissingParameterException missing) {
            return missing(missing);
        }
        if (error instanceof OverwrittenOptionException twice) {
            return name(twice.getOverwritten()) + " is given twice; give it once";
        }
        if (error instanceof MutuallyExclusiveArgsException) {
            return error.getMessage().replaceFirst("^Error: ", "").replaceFirst(" are mutually exclusive.*", "")
                    + " exclude each other; give one of them";
        }
        if (error.getArgSpec() != null && error.getValue() != null) {
            return name(error.getArgSpec()) + " = " + error.getValue() + ": " + expected(error);
        }
        return String.valueOf(error.getMessage());
    }

    private static String unmatched(UnmatchedArgumentException error) {
        CommandLine command = error.getCommandLine();
        String word = error.getUnmatched().get(0);
        boolean hasCommands = !command.getSubcommands().isEmpty();
        if (error.isUnknownOption()) {
            List<String> near = error.getSuggestions();
            return "there is no option " + word
                    + (near.isEmpty() ? "" : ", did you mean " + String.join(" or ", near) + "?");
        }
        if (hasCommands) {
            return "there is no command " + word
                    + NearestName.of(word, command.getSubcommands().keySet())
                            .map(near -> ", did you mean " + near + "?")
                            .orElse("");
        }
        return word + " is more than it takes; leave it out";
    }

    private static String missing(MissingParameterException error) {
        String names = error.getMissing().stream().map(UsageText::name).collect(Collectors.joining(", "));
        boolean given = error.getMissing().stream()
                .allMatch(arg -> arg.isOption() && !error.getMessage().startsWith("Missing required option"));
        String labels = error.getMissing().stream()
                .map(arg ->
                        arg.isOption() ? ((OptionSpec) arg).longestName() + " " + arg.paramLabel() : arg.paramLabel())
                .collect(Collectors.joining(" "));
        return given
                ? names + " is given without a value; write " + labels
                : names + (error.getMissing().size() == 1 ? " is" : " are") + " missing; write " + labels;
    }

    private static String expected(ParameterException error) {
        Class<?> type = error.getArgSpec().type();
        if (type.isEnum()) {
            return "not one of "
                    + Arrays.stream(type.getEnumConstants())
                            .map(constant -> constant.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return error.getValue().matches("-?\\d+") ? "too large a number" : "not a whole number";
        }
        return String.valueOf(error.getMessage());
    }

    private static String name(ArgSpec arg) {
        return arg.isOption() ? ((OptionSpec) arg).longestName() : arg.paramLabel();
    }
}
