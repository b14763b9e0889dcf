// Validates PDFs with veraPDF's engine, all of them in one process because Java is slow to start.
//   java -cp ENGINE.jar Validate.java < REQUESTS
// A request is a line `flavour[,flavour…]<TAB>path`. Each gives a line a flavour: `flavour<TAB>path<TAB>failed rules`, the
// rules apart by blanks, none where the file passes.
import java.io.BufferedReader;
import java.io.File;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.ErrorArgument;
import org.verapdf.pdfa.validation.profiles.ErrorArgumentImpl;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Reference;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.verapdf.pdfa.validation.validators.ValidatorConfig;
import org.verapdf.pdfa.validation.validators.ValidatorConfigBuilder;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

public class Validate {
    private static final Map<PDFAFlavour, String> FILES = Map.of(
        PDFAFlavour.PDFA_2_A, "PDFA-2A", PDFAFlavour.PDFA_2_U, "PDFA-2U", PDFAFlavour.PDFA_3_A, "PDFA-3A",
        PDFAFlavour.PDFA_3_U, "PDFA-3U", PDFAFlavour.PDFUA_1, "PDFUA-1");
    private static final Map<PDFAFlavour, ValidationProfile> PROFILES = new EnumMap<>(PDFAFlavour.class);
    /** No profile has fewer rules: one that was read only in part must not pass for the whole. */
    private static final int FEWEST_RULES = 50;

    public static void main(String[] arguments) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            String[] request = line.split("\t", 2);
            for (String flavour : request[0].split(",")) {
                out.println(flavour + "\t" + request[1] + "\t" + failures(request[1], flavour));
            }
        }
    }

    private static String failures(String path, String name) {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(name);
        ValidatorConfig settings = new ValidatorConfigBuilder().flavour(flavour).recordPasses(false).maxFails(-1)
            .showErrorMessages(false).isLogsEnabled(false).build();
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(path), flavour);
             PDFAValidator validator = Foundries.defaultInstance().createValidator(settings, profile(flavour))) {
            ValidationResult result = validator.validate(parser);
            Set<String> rules = new TreeSet<>();
            for (RuleId rule : result.getFailedChecks().keySet()) {
                rules.add(rule.getClause() + "-" + rule.getTestNumber());
            }
            boolean isComplete = String.valueOf(result.getJobEndStatus()).equalsIgnoreCase("normal");
            if (!isComplete || result.getTotalAssertions() == 0) rules.add("incomplete");
            if (!result.isCompliant() && rules.isEmpty()) rules.add("not-compliant");
            return String.join(" ", rules);
        } catch (Throwable fault) {
            return "fault:" + String.valueOf(fault).replaceAll("\\s+", "_");
        }
    }

    // The engine's own reader of profiles wants a JAXB that the jar does not have; they are plain XML.

    private static ValidationProfile profile(PDFAFlavour flavour) throws Exception {
        ValidationProfile known = PROFILES.get(flavour);
        if (known != null) return known;
        String path = "org/verapdf/pdfa/validation/" + FILES.get(flavour) + ".xml";
        Element root;
        try (InputStream stream = ValidationProfile.class.getClassLoader().getResourceAsStream(path)) {
            root = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(stream).getDocumentElement();
        }
        Set<Rule> rules = new HashSet<>();
        for (Element rule : parts(part(root, "rules"), "rule")) rules.add(rule(rule));
        Set<Variable> variables = new HashSet<>();
        for (Element variable : parts(part(root, "variables"), "variable")) {
            variables.add(Profiles.variableFromValues(variable.getAttribute("name"), variable.getAttribute("object"),
                text(variable, "defaultValue"), text(variable, "value")));
        }
        if (rules.size() < FEWEST_RULES) throw new IllegalStateException(path + " has only " + rules.size() + " rules");
        ValidationProfile profile = Profiles.profileFromValues(flavour,
            Profiles.profileDetailsFromValues(flavour.getId(), "", "", new Date(0)), "", rules, variables);
        PROFILES.put(flavour, profile);
        return profile;
    }

    private static Rule rule(Element rule) {
        Element id = part(rule, "id");
        Element error = part(rule, "error");
        List<ErrorArgument> arguments = new ArrayList<>();
        for (Element argument : parts(part(error, "arguments"), "argument")) {
            arguments.add(ErrorArgumentImpl.fromValues(argument.getTextContent().trim(), null, null));
        }
        Boolean isDeferred = rule.hasAttribute("deferred") ? Boolean.valueOf(rule.getAttribute("deferred")) : null;
        return Profiles.ruleFromValues(
            Profiles.ruleIdFromValues(PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
            rule.getAttribute("object"), isDeferred, rule.hasAttribute("tags") ? rule.getAttribute("tags") : null,
            text(rule, "description"), text(rule, "test"),
            Profiles.errorFromValues(text(error, "message"), arguments), new ArrayList<Reference>());
    }

    private static List<Element> parts(Element parent, String name) {
        List<Element> parts = new ArrayList<>();
        if (parent == null) return parts;
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getNodeName().equals(name)) parts.add(element);
        }
        return parts;
    }

    private static Element part(Element parent, String name) {
        List<Element> parts = parts(parent, name);
        return parts.isEmpty() ? null : parts.get(0);
    }

    private static String text(Element parent, String name) {
        Element part = part(parent, name);
        return part == null ? "" : part.getTextContent().trim();
    }
}
