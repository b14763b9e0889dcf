import ArgumentParser
import Batch

/// Which files are of one office.
struct GroupingOptions: ParsableArguments {
    @Flag(
        name: .long,
        help: ArgumentHelp(
            say(
                "列出的工作簿、Word 文件都是同一单位的，合成一份材料。",
                "All workbooks and Word files that are named are of one office and make one submission.")))
    var oneOffice = false

    @Flag(
        name: .long,
        help: ArgumentHelp(
            say(
                "每个下层文件夹（连同它下面各层）是一个单位，里面的工作簿、Word 文件合成一份材料。",
                "Each folder below those that are named, with what lies below it, is an office whose workbooks and Word files make one submission."
            )))
    var officeFolders = false

    func validate() throws {
        guard oneOffice, officeFolders else { return }
        throw ValidationError(
            say("--one-office 和 --office-folders 只能写一个", "--one-office and --office-folders exclude each other"))
    }

    /// What they ask for.
    var grouping: FileGrouping { oneOffice ? .oneOffice : officeFolders ? .officeFolders : .none }
}
